import { useMutation } from "@tanstack/react-query";
import { Button, Select, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import { type SchemeTrial, type TriedScore, tryScheme } from "./api";

/** What last month's scores would have been by a text that is sound, beside those by the scheme in force. Nothing is written. */
export function TrialPanel({ source }: { source?: string }) {
  const { t, i18n } = useTranslation("administration");
  const trial = useMutation({ mutationFn: tryScheme });
  const found = trial.data;
  const look = (choice: { organ?: string; period?: string }) => source && trial.mutate({ source, ...choice });
  return (
    <section className="panel" aria-label={t("schemes.trial")}>
      <div className="panel-head">
        <strong>{t("schemes.trial")}</strong>
        {found && (
          <>
            <Select
              aria-label={t("schemes.organ")}
              value={found.organ.id}
              popupMatchSelectWidth={false}
              options={found.organs.map((organ) => ({ value: organ.id, label: named(organ, i18n.language) }))}
              onChange={(organ) => look({ organ, period: found.period })}
            />
            <Select
              aria-label={t("schemes.month")}
              value={found.period}
              options={found.periods.map((value) => ({ value, label: value }))}
              onChange={(period) => look({ organ: found.organ.id, period })}
            />
          </>
        )}
        <Button
          icon={<Icon name="clock" />}
          disabled={!source}
          loading={trial.isPending}
          onClick={() => look(found ? { organ: found.organ.id, period: found.period } : {})}
        >
          {t("schemes.try")}
        </Button>
      </div>
      <p className="hint">{t("schemes.trialHint")}</p>
      <Failure fault={trial.error} />
      {found && <Found found={found} stale={trial.variables?.source !== source} />}
    </section>
  );
}

function Found({ found, stale }: { found: SchemeTrial; stale: boolean }) {
  const { t } = useTranslation("administration");
  return (
    <>
      {stale && <p role="status">{t("schemes.stale")}</p>}
      {found.lost > 0 && <p role="status">{t("schemes.lost", { n: found.lost })}</p>}
      <Rows<TriedScore>
        rowKey={({ object }) => object.id}
        columns={useColumns(found.version)}
        dataSource={found.rows}
        least={560}
        nothing={t("schemes.nobody")}
      />
    </>
  );
}

function useColumns(version?: string): TableColumnsType<TriedScore> {
  const { t, i18n } = useTranslation("administration");
  const stand = (points: TriedScore["before"]) =>
    points && (
      <span className="figure">
        {points.score.toFixed(2)}{" "}
        <small className="hint">
          {points.rank > 0 ? t("schemes.rank", { n: points.rank }) : t("schemes.unranked")}
        </small>
      </span>
    );
  return [
    { title: t("schemes.unit"), render: (_, { object }) => named(object, i18n.language) },
    {
      title: version ? t("schemes.before", { version }) : t("schemes.noBefore"),
      width: 150,
      render: (_, { before }) => stand(before),
    },
    { title: t("schemes.after"), width: 150, render: (_, { after }) => stand(after) },
    {
      title: t("schemes.changed"),
      width: 90,
      align: "right",
      render: (_, { before, after }) => <span className="figure">{before && signed(after.score - before.score)}</span>,
    },
  ];
}

const signed = (n: number) => (Math.abs(n) < 0.005 ? "0" : `${n > 0 ? "+" : "−"}${Math.abs(n).toFixed(2)}`);
