import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant } from "../../show";
import type { AuditLine, AuditSearch } from "./api";
import { useActionWord } from "./useActionWord";

type Shown = { rows: AuditLine[]; loading: boolean; narrow: (change: Partial<AuditSearch>) => void };

const looks: Record<string, { icon: IconName; tone: Tone }> = {
  allowed: { icon: "check", tone: "good" },
  refused: { icon: "ban", tone: "wait" },
  failed: { icon: "cross", tone: "red" },
};

/** Audit lines: who did what to which subject, how it ended and, for personal data, why. */
export function AuditTable({ rows, loading, narrow }: Shown) {
  const { t } = useTranslation("administration");
  return (
    <Rows<AuditLine>
      rowKey={(line) => `${line.n} ${line.at}`}
      columns={useColumns(narrow)}
      dataSource={rows}
      loading={loading}
      least={1200}
      nothing={t("audit.none")}
    />
  );
}

function useColumns(narrow: Shown["narrow"]): TableColumnsType<AuditLine> {
  const { t } = useTranslation("administration");
  const actionWord = useActionWord();
  return [
    { title: t("audit.at"), width: 150, render: (_, line) => <time className="figure">{legalInstant(line.at)}</time> },
    {
      title: t("audit.account"),
      width: 150,
      render: (_, line) => (
        <button type="button" className="text-button" onClick={() => narrow({ account: line.account })}>
          {line.name || line.account || t("audit.nobody")}
        </button>
      ),
    },
    {
      title: t("audit.action"),
      width: 190,
      render: (_, line) => (
        <button
          type="button"
          className="text-button"
          title={line.action}
          onClick={() => narrow({ action: line.action })}
        >
          {actionWord(line.action)}
        </button>
      ),
    },
    {
      title: t("audit.result"),
      width: 200,
      render: (_, line) => (
        <span className="marks">
          <span className={`badge tone-${looks[line.result]?.tone ?? "mute"}`}>
            <Icon name={looks[line.result]?.icon ?? "info"} />
            {t(`audit.results.${line.result as "allowed"}`, { defaultValue: line.result })}
          </span>
          {line.reason && <span className="hint">{line.sentence || line.reason}</span>}
          {(line.count ?? 1) > 1 && <span className="figure">{t("audit.times", { n: line.count })}</span>}
        </span>
      ),
    },
    {
      title: t("audit.subjectShort"),
      width: 200,
      ellipsis: true,
      render: (_, line) =>
        line.subject && (
          <button type="button" className="text-button figure" onClick={() => narrow({ subject: line.subject })}>
            {line.subject}
          </button>
        ),
    },
    { title: t("audit.why"), render: (_, line) => line.why },
    { title: t("audit.source"), width: 130, render: (_, line) => <span className="figure">{line.source}</span> },
  ];
}
