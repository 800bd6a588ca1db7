import { Fragment, type ReactNode } from 'react';

interface MarkdownProps {
  readonly text: string;
}

/** The part of Markdown that lessons use: paragraphs, lists, code, `code`, **strong** and *emphasis*. Links show their text. */
export function Markdown({ text }: MarkdownProps) {
  return (
    <div className="lesson-text">
      {blocksOf(text).map((block, place) => (
        <Block key={place} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: string }) {
  if (block.startsWith('```')) return <pre className="lesson-code">{block.split('\n').slice(1, -1).join('\n')}</pre>;
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
