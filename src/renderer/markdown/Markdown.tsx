import { Fragment, type ReactNode } from 'react';
import './markdown.css';

interface MarkdownProps {
  readonly text: string;
}

/**
 * The part of Markdown that lessons and pages of help use: headings, paragraphs, lists, tables, code, `code`, **strong** and
 * *emphasis*. Links show their text, a picture nothing: both lead to files that are not here.
 */
export function Markdown({ text }: MarkdownProps) {
  return (
    <div className="markdown">
      {blocksOf(text).map((block, place) => (
        <Block key={place} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: string }) {
  if (block.startsWith('```')) return <pre className="markdown-code">{block.split('\n').slice(1, -1).join('\n')}</pre>;
  if (block.startsWith('![')) return null;
  if (block.startsWith('## ')) return <Heading text={block.slice(3)} />;
  if (block.startsWith('|')) return <Table lines={block.split('\n')} />;
  if (!/^[-*] /.test(block))
    return (
      <p>
        <Inline text={joined(block)} />
      </p>
    );
  return (
    <ul>
      {block.split(/\n(?=[-*] )/).map((item, place) => (
        <li key={place}>
          <Inline text={joined(item.slice(2))} />
        </li>
      ))}
    </ul>
  );
}

/** One below the title of where the text stands. */
function Heading({ text }: MarkdownProps) {
  return (
    <h3 tabIndex={-1}>
      <Inline text={text} />
    </h3>
  );
}

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim());

/** The line of dashes under the titles is left out. */
function Table({ lines: [titles = '', , ...rows] }: { readonly lines: readonly string[] }) {
  return (
    <table>
      <thead>
        <tr>
          {cellsOf(titles).map((title, place) => (
            <th key={place} scope="col">
              <Inline text={title} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {cellsOf(row).map((cell, place) => (
              <td key={place}>
                <Inline text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The headings of a text, in their order. */
export function headingsOf(text: string): readonly string[] {
  return blocksOf(text).flatMap((block) => (block.startsWith('## ') ? [block.slice(3)] : []));
}

/** Blank lines part blocks, but not within code. */
function blocksOf(text: string): readonly string[] {
  return text
    .split(/(```[\s\S]*?```)/)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n\s*\n/)))
    .map((block) => block.trim())
    .filter((block) => block !== '');
}

/** A line break of the file is a blank, but none between Chinese characters. */
function joined(block: string): string {
  return block
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n\s*(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replace(/\n\s*/g, ' ');
}

const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/;

/** One line of text with its code and emphasis. */
export function Inline({ text }: MarkdownProps) {
  return text.split(INLINE).map((piece, place) => <Fragment key={place}>{inlineOf(piece)}</Fragment>);
}

function inlineOf(piece: string): ReactNode {
  if (/^`.+`$/.test(piece)) return <code>{piece.slice(1, -1)}</code>;
  if (/^\*\*.+\*\*$/.test(piece)) return <strong>{piece.slice(2, -2)}</strong>;
  if (/^\*.+\*$/.test(piece)) return <em>{piece.slice(1, -1)}</em>;
  return /^\[([^\]]+)\]\(/.exec(piece)?.[1] ?? piece;
}
