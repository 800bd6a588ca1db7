/**
 * Writes the type declarations of the library, as a user's compiler reads them.
 *
 * They are the compiler's own declarations of what `multiprocessing/index.ts` reaches, with two
 * changes. Types that zod infers are written out, so that a user does not need zod. Relative
 * imports get their file extension, which Node's module resolution asks for.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { inProject } from '../setup/project.mjs';

const ENTRY = 'main/multiprocessing/index.ts';
/** Modules whose exported types come from zod: written out instead of declared. */
const INFERRED = ['shared/events.ts', 'shared/report.ts'];

export function writeTypes(folder) {
  const program = createProgram();
  const declarations = reachable(program);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of declarations) {
    const file = join(folder, path.replace(/\.ts$/, '.d.ts'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return [...declarations.keys()];
}

function createProgram() {
  const { config } = ts.readConfigFile(inProject('tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, inProject());
  return ts.createProgram([inProject('src', ENTRY)], {
    ...options,
    types: ['node'],
    noEmit: false,
    composite: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    removeComments: false,
  });
}

/** Path below src -> text, of the entry and all that its declarations import. */
function reachable(program) {
  const found = new Map();
  const waiting = [ENTRY];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const text = INFERRED.includes(path) ? writtenOut(program, path) : declarationOf(program, path);
    found.set(path, withExtensions(text));
    for (const specifier of importsOf(text)) {
      if (specifier.startsWith('.')) waiting.push(`${posix.join(posix.dirname(path), specifier)}.ts`);
    }
  }
  return found;
}

function sourceOf(program, path) {
  const source = program.getSourceFile(inProject('src', path));
  if (source === undefined) throw new Error(`No source for ${path}`);
  return source;
}

function declarationOf(program, path) {
  let text;
  program.emit(sourceOf(program, path), (_, emitted) => (text = emitted), undefined, true);
  if (text === undefined) throw new Error(`No declarations of ${path}`);
  return text;
}

/** Each exported type, spelt out with nothing but literals and built-in types. */
function writtenOut(program, path) {
  const checker = program.getTypeChecker();
  const source = sourceOf(program, path);
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  const lines = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .filter(({ flags: kind, declarations }) => kind & ts.SymbolFlags.TypeAlias && !declarations[0].typeParameters)
    .map((symbol) => {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const members = type.isUnion() ? type.types : [type];
      const texts = members.map((member) => spell(checker, member, flags));
      return `${docOf(symbol, checker)}export type ${symbol.name} =\n${texts.map((text) => `  | ${text}`).join('\n')};\n`;
    });
  return lines.join('');
}

/** An object type by its properties; everything else as the compiler prints it. */
function spell(checker, type, flags) {
  if (type.isUnion()) return type.types.map((member) => spell(checker, member, flags)).join(' | ');
  if (checker.isTupleType(type) || checker.isArrayType(type)) {
    return `readonly (${spell(checker, checker.getTypeArguments(type)[0], flags)})[]`;
  }
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isObject || type.getCallSignatures().length > 0) return checker.typeToString(type, undefined, flags);
  const index = type.getStringIndexType();
  if (index !== undefined) return `{ readonly [key: string]: ${spell(checker, index, flags)} }`;
  const properties = type.getProperties().map((property) => {
    const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
    const value = spell(checker, checker.getTypeOfSymbol(property), flags);
    return `readonly ${property.name}${optional}: ${value};`;
  });
  return `{ ${properties.join(' ')} }`;
}

function docOf(symbol, checker) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return text === '' ? '' : `/** ${text} */\n`;
}

function importsOf(text) {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

const withExtensions = (text) =>
  text.replace(/(\bfrom\s+|\bimport\(|\bimport\s+)(['"])(\.{1,2}\/[^'"]+)\2/g, '$1$2$3.js$2');
