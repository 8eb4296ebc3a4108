import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import type { components } from "../../contract";
import { verbLook, wordOf } from "../../looks";
import { useGroundWord } from "../../shared/vocabulary";

type Asked = {
  condition?: string;
  seen: components["schemas"]["Seen"][];
  line?: number;
  verb?: string;
  /** The case whose line was judged. */
  caseId?: string;
};

/** What a rule over acts or over many cases asks, and every fact that it read. */
export function SeenFacts({ condition, seen, line, verb, caseId }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  const ground = useGroundWord();
  const worded = (fact: string, value: string) => {
    if (fact === "line.verb") return wordOf(verbLook(value), i18n.language);
    if (fact === "card.ground") return ground(value);
    return t(`factValue.${value as "true"}`, { defaultValue: value });
  };
  return (
    <>
      {verb && (
        <p>
          <Badge look={verbLook(verb)} />{" "}
          {caseId && line ? (
            <Link to="/cases/$id" params={{ id: caseId }} hash={`line-${line}`}>
              {t("leads.line", { n: line })}
            </Link>
          ) : null}
        </p>
      )}
      <table className="seen">
        <thead>
          <tr>
            <th scope="col">{t("leads.fact")}</th>
            <th scope="col">{t("leads.value")}</th>
          </tr>
        </thead>
        <tbody>
          {seen.map(({ fact, value }) => (
            <tr key={fact}>
              <th scope="row">{t(`fact.${fact.replace(".", "_") as "line_verb"}`, { defaultValue: fact })}</th>
              <td className="figure">{worded(fact, value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {condition && (
        <details>
          <summary>{t("leads.condition")}</summary>
          <code>{condition}</code>
        </details>
      )}
    </>
  );
}
