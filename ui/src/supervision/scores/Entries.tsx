import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { VerbButtons } from "../VerbButtons";
import type { Evaluation, ScoreEntry } from "./api";
import { valueText } from "./looks";
import { VerbDialog } from "./VerbDialog";

/** So many entries are shown at once; more on demand. */
const shownOpen = 8;

/** What persons entered for indicators that no formula measures, those struck out too. */
export function Entries({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("supervision");
  const columns = useColumns(evaluation);
  return (
    <details className="panel score-more" open={evaluation.entries.length <= shownOpen}>
      <summary>
        <h2>{t("scores.entriesN", { n: evaluation.entries.length })}</h2>
      </summary>
      <Rows<ScoreEntry>
        rowKey="line"
        columns={columns}
        dataSource={evaluation.entries}
        least={1000}
        nothing={t("scores.noEntries")}
        rowClassName={(entry) => (entry.struck ? "entry-struck" : "")}
      />
    </details>
  );
}

function useColumns(evaluation: Evaluation): TableColumnsType<ScoreEntry> {
  const { t, i18n } = useTranslation("supervision");
  const indicator = (code: string) => evaluation.scheme.indicators.find((each) => each.code === code);
  const word = (code: string) => {
    const found = indicator(code);
    return found ? named(found, i18n.language) : code;
  };
  const value = (entry: ScoreEntry) => {
    const found = indicator(entry.indicator);
    const reason = found?.reasons.find(({ code }) => code === entry.ground);
    if (reason) return `${named(reason, i18n.language)} (${reason.points})`;
    return found ? valueText(found, entry.value) : String(entry.value);
  };
  return [
    { title: t("scores.object"), width: 200, render: (_, entry) => named(entry.object, i18n.language) },
    { title: t("scores.indicator"), width: 180, render: (_, entry) => word(entry.indicator) },
    { title: t("scores.entered"), width: 110, render: (_, entry) => <span className="figure">{value(entry)}</span> },
    {
      title: t("scores.basis"),
      render: (_, entry) => (
        <>
          {entry.reason} <span className="hint">{entry.document}</span>
        </>
      ),
    },
    {
      title: t("scores.by"),
      width: 190,
      render: (_, entry) => (
        <>
          {entry.by.name} <time className="figure hint">{legalInstant(entry.at)}</time>
        </>
      ),
    },
    {
      title: t("scores.state"),
      width: 110,
      render: (_, entry) =>
        entry.struck ? (
          t("scores.struck", { n: entry.struck })
        ) : (
          <VerbButtons verbs={evaluation.can.filter((verb) => verb === "strike_entry")}>
            {(verb, title, close) => (
              <VerbDialog
                evaluation={evaluation}
                verb={verb}
                title={title}
                about={{ line: entry.line }}
                onClose={close}
              />
            )}
          </VerbButtons>
        ),
    },
  ];
}
