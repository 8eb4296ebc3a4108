import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Button, DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { SourceEditor } from "../source/SourceEditor";
import { lineOf, longest } from "../source/text";
import { ruleSetsQuery } from "./api";
import { TrialResult } from "./TrialResult";
import { lastMonth } from "./trial";
import { useTrial } from "./useTrial";

/** The test bench: what would these rules have found in a past period? It begins with a version and writes nothing. */
export function TrialPage() {
  const { t } = useTranslation("administration");
  const { version } = useSearch({ from: "/shell/rule-sets/try" });
  const sets = useQuery(ruleSetsQuery);
  const base = sets.data?.rows.find((set) => (version ? set.version === version : set.current));
  const [written, write] = useState<string>();
  const [[from, to], choose] = useState<[Dayjs, Dayjs]>(lastMonth);
  const trial = useTrial();
  const source = written ?? base?.source ?? "";
  const faults = trial.fault instanceof Fault ? trial.fault.faults : [];
  const day = (date: Dayjs) => date.format("YYYY-MM-DD");
  return (
    <section className="trial">
      <div className="page-head">
        <h1>{t("trial.title")}</h1>
      </div>
      <p className="hint">{t("trial.hint")}</p>
      <Failure fault={sets.error} again={sets.refetch} />
      <SourceEditor
        label={t("source.yaml")}
        accept=".yaml,.yml,text/yaml"
        value={source}
        onChange={write}
        marked={faults.flatMap(({ field }) => lineOf(field) ?? [])}
      />
      <div className="publish-foot">
        <DatePicker.RangePicker
          aria-label={t("trial.period")}
          allowClear={false}
          value={[from, to]}
          disabledDate={(date, { from: other }) =>
            date.isAfter(dayjs(), "day") || (!!other && Math.abs(date.diff(other, "day")) > 365)
          }
          onChange={(days) => days?.[0] && days[1] && choose([days[0], days[1]])}
        />
        {trial.running ? (
          <Button icon={<Icon name="stop" />} onClick={trial.stop}>
            {t("trial.stop")}
          </Button>
        ) : (
          <Button
            type="primary"
            icon={<Icon name="search" />}
            disabled={source.trim() === "" || source.length > longest}
            onClick={() => trial.start({ source, from: day(from), to: day(to) })}
          >
            {t("trial.run")}
          </Button>
        )}
      </div>
      <Failure fault={trial.fault} />
      {faults.length > 0 && (
        <ul>
          {faults.map(({ field, sentence }) => (
            <li key={`${field} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
      )}
      {trial.found && <TrialResult found={trial.found} running={trial.running} period={`${day(from)}_${day(to)}`} />}
    </section>
  );
}
