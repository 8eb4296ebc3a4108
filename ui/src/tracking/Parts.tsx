import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { Icon } from "../Icon";
import { type Look, wordOf } from "../looks";
import { legalDate, legalInstant } from "../show";

type Line = components["schemas"]["PublicLine"];
type Props = {
  title: string;
  lines: Line[];
  lookOf: (verb: string) => Look;
  /** Who did it, in words; undefined where the reader did. */
  byWhom: (line: Line) => string | undefined;
};

/** What happened, the latest first, as who applied or complained sees it. */
export function Timeline({ title, lines, lookOf, byWhom }: Props) {
  const { i18n } = useTranslation();
  return (
    <section className="sheet print-hidden">
      <h2>{title}</h2>
      <ol className="timeline">
        {lines.toReversed().map((line) => {
          const look = lookOf(line.verb);
          const who = byWhom(line);
          return (
            <li key={`${line.at} ${line.verb}`} className={`dot-${look.tone}`}>
              <span className="timeline-dot">
                <Icon name={look.icon} />
              </span>
              <div>
                <strong>{wordOf(look, i18n.language)}</strong>
                {line.step && <span> · {line.step}</span>}
                {who && <p>{who}</p>}
              </div>
              <time dateTime={line.at} className="figure" title={legalInstant(line.at)}>
                {legalDate(line.at)} {legalInstant(line.at).slice(11)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
