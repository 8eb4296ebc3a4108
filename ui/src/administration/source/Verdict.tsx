import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { lineOf } from "./text";

type SourceVerdict = components["schemas"]["SourceVerdict"];

/** What validation found: every fault with its place; a fault with a line leads there. */
export function Verdict({ found, goTo }: { found: SourceVerdict; goTo: (line: number) => void }) {
  const { t } = useTranslation("administration");
  if (found.valid) {
    return (
      <Alert
        role="status"
        type="success"
        showIcon
        title={found.item ? t("source.validItem", { item: found.item }) : t("source.valid")}
        description={found.hash && <code className="hash">{found.hash}</code>}
      />
    );
  }
  return (
    <section className="faults" role="alert" aria-label={t("source.faults", { n: found.faults.length })}>
      <h2>{t("source.faults", { n: found.faults.length })}</h2>
      <ol>
        {found.faults.map((fault) => {
          const line = lineOf(fault.place);
          return (
            <li key={`${fault.place} ${fault.text}`}>
              {line === undefined ? (
                <code>{fault.place}</code>
              ) : (
                <button type="button" className="text-button figure" onClick={() => goTo(line)}>
                  {fault.place}
                </button>
              )}
              {fault.rule && <span className="hint">{fault.rule}</span>}
              <span>{fault.text}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
