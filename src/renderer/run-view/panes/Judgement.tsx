import { codeFor } from '../../../shared/advice-code';
import type { Judged } from '../../../shared/judgement-markdown';
import type { Statement } from '../../../shared/verdict';
import { useSay } from '../words';

interface JudgementProps {
  readonly judged: Judged;
}

/** A cause in a sentence, what was seen, what was ruled out, what to try, with code. */
export function Judgement({ judged }: JudgementProps) {
  const say = useSay();
  return (
    <>
      <h3 className="rv-card-title">{say(`verdict:${judged.title.id}`, judged.title.values)}</h3>
      <Statements kind="seen" statements={judged.evidence} />
      <Statements kind="ruledOut" statements={judged.ruledOut} />
      <Statements kind="try" statements={judged.advice} />
      {codeFor(judged.advice).map(({ python, typescript }, place) => (
        <div key={place}>
          <Code language="python" text={python} />
          <Code language="typescript" text={typescript} />
        </div>
      ))}
    </>
  );
}

interface CodeProps {
  readonly language: 'python' | 'typescript';
  readonly text: string | undefined;
}

function Code({ language, text }: CodeProps) {
  const say = useSay();
  if (text === undefined) return null;
  return (
    <>
      <h4 className="rv-section">{say(`card.${language}`)}</h4>
      <pre className="rv-code" tabIndex={0}>
        {text}
      </pre>
    </>
  );
}

interface StatementsProps {
  readonly kind: 'seen' | 'ruledOut' | 'try';
  readonly statements: readonly Statement[];
}

/** One section; nothing where there is nothing to say. */
function Statements({ kind, statements }: StatementsProps) {
  const say = useSay();
  if (statements.length === 0) return null;
  return (
    <>
      <h4 className="rv-section">{say(`section.${kind}`)}</h4>
      <ul className="rv-statements" data-kind={kind}>
        {statements.map(({ id, values }, place) => (
          <li key={`${id} ${place}`}>{say(`verdict:${id}`, values)}</li>
        ))}
      </ul>
    </>
  );
}
