/** `npm run icons`: draws `resources/icon.svg` in every size and form the three systems ask for. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import png2icons from 'png2icons';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/step.mjs';

/** The largest is what ICO and ICNS are scaled from; Linux desktops take the other sizes as files. */
const LARGEST = 1024;
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];

export async function makeIcons() {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const svg = readFileSync(inProject('resources', 'icon.svg'), 'utf8');
  const largest = draw(svg, LARGEST);
  mkdirSync(inProject('build', 'icons'), { recursive: true });
  keep('icon.png', largest);
  for (const size of LINUX_SIZES) keep(`icons/${size}x${size}.png`, draw(svg, size));
  keep('icon.icns', png2icons.createICNS(largest, png2icons.BICUBIC2, 0));
  keep('icon.ico', png2icons.createICO(largest, png2icons.BICUBIC2, 0, true, true));
}

function draw(svg, size) {
  return Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());
}

function keep(name, bytes) {
  if (bytes === null) throw new Error(`build/${name} could not be made`);
  writeFileSync(inProject('build', name), bytes);
  say(`icons: build/${name}, ${(bytes.length / 1024).toFixed(1)} KB`);
}
