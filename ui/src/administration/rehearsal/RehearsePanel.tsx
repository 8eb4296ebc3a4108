import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, DatePicker, Progress } from "antd";
import type { Dayjs } from "dayjs";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { legalInstant } from "../../show";
import { type NewRehearsal, type Rehearsal, rehearsalQuery, rehearse } from "./api";
import { Found } from "./Found";

type Asked = {
  /** What would be published; undefined while it is not sound. */
  candidate?: NewRehearsal;
  /** Told whenever this very candidate may be published, or may no more. */
  onAllowed: (allowed: boolean) => void;
};

/** Tries what would be published over all open cases, and over a past period if wanted, and shows what differs. */
export function RehearsePanel({ candidate, onAllowed }: Asked) {
  const { t } = useTranslation("administration");
  const [past, look] = useState(false);
  const [period, choose] = useState<[Dayjs | null, Dayjs | null] | null>(null);
  const begun = useMutation({ mutationFn: rehearse });
  const tried = begun.variables;
  const same = candidate && tried && nameOf(candidate) === nameOf(tried);
  const { data, error } = useQuery({ ...rehearsalQuery(begun.data?.id ?? ""), enabled: Boolean(same && begun.data) });
  const rehearsal = same ? (data ?? begun.data) : undefined;
  const allowed = Boolean(rehearsal?.good_until);
  useEffect(() => onAllowed(allowed), [allowed, onAllowed]);
  const days = past && period?.[0] && period[1];
  const begin = () =>
    candidate &&
    begun.mutate({
      ...candidate,
      anew: rehearsal !== undefined,
      ...(days && { past_from: period[0]?.format("YYYY-MM-DD"), past_to: period[1]?.format("YYYY-MM-DD") }),
    });
  return (
    <section className="panel" aria-label={t("rehearsal.title")}>
      <div className="panel-head">
        <strong>{t("rehearsal.title")}</strong>
        <Checkbox checked={past} onChange={(event) => look(event.target.checked)}>
          {t("rehearsal.withPast")}
        </Checkbox>
        {past && (
          <DatePicker.RangePicker aria-label={t("rehearsal.period")} value={period} onChange={(days) => choose(days)} />
        )}
        <Button
          icon={<Icon name="clock" />}
          disabled={!candidate || (past && !days)}
          loading={begun.isPending || rehearsal?.state === "running"}
          onClick={begin}
        >
          {rehearsal ? t("rehearsal.again") : t("rehearsal.begin")}
        </Button>
      </div>
      <p className="hint">{t("rehearsal.hint")}</p>
      <Failure fault={begun.error ?? error} />
      {rehearsal && <Course rehearsal={rehearsal} />}
      {rehearsal?.state === "finished" && <Found rehearsal={rehearsal} />}
    </section>
  );
}

/** How far it has come. */
function Course({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation("administration");
  const { state, done, total, good_until, until, problem } = rehearsal;
  if (state === "running")
    return (
      <div role="status">
        <Progress percent={total === 0 ? 0 : Math.floor((100 * done) / total)} />
        <p className="hint">
          {rehearsal.phase === "past"
            ? t("rehearsal.readingPast", { n: rehearsal.counts.past_cases })
            : t("rehearsal.running", { done, total })}
        </p>
      </div>
    );
  if (state === "finished")
    return (
      <Alert
        role="status"
        type={good_until ? "success" : "warning"}
        showIcon
        title={good_until ? t("rehearsal.good", { until: legalInstant(good_until) }) : t("rehearsal.stale")}
        description={t("rehearsal.looked", {
          n: rehearsal.counts.looked,
          until: legalInstant(until ?? rehearsal.made),
        })}
      />
    );
  return <Alert role="status" type="error" showIcon title={t(`rehearsal.${state}`)} description={problem} />;
}

/** What tells one candidate from another. */
const nameOf = ({ kind, source, division, from }: NewRehearsal) => JSON.stringify([kind, source, division, from]);
