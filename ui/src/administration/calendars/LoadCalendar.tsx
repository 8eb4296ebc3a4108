import { useMutation } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { Alert, App, AutoComplete, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { may } from "../../supervision/may";
import { RehearsePanel } from "../rehearsal/RehearsePanel";
import { ReasonField } from "../source/ReasonField";
import { SourceEditor } from "../source/SourceEditor";
import { jsonFault, longest } from "../source/text";
import { type CalendarFile, loadCalendar, validateCalendar } from "./api";
import { Difference } from "./Difference";
import { isPath, nation } from "./years";

/** Loads or corrects a calendar: first what would change and whom it touches, then the loading itself. */
export function LoadCalendar({ divisions }: { divisions: string[] }) {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const [division, choose] = useState(nation);
  const [file, write] = useState("");
  const [reason, say] = useState("");
  const [allowed, allow] = useState(false);
  const validating = useMutation({ mutationFn: validateCalendar });
  const loading = useKeyedAct(loadCalendar, [["calendars"], ["operations"], ["cases"], ["board"]]);
  const body: CalendarFile = { division, file, ...(reason.trim() && { reason: reason.trim() }) };
  const asked = validating.variables;
  const judged = asked?.file === file && asked.division === division ? validating.data : undefined;
  const changes = judged !== undefined && judged.days.length > 0;
  const broken = file.trim() === "" ? undefined : jsonFault(file);
  const ready = file.trim() !== "" && broken === undefined && file.length <= longest && isPath(division);
  const load = () =>
    loading.mutate(body, {
      onSuccess: ({ touched }) => {
        message.success(t("calendars.done", { n: touched }));
        write("");
      },
    });
  const known = [...new Set([nation, ...divisions, ...me.appointments.map(({ path }) => path)])];
  return (
    <section className="panel" aria-labelledby="load">
      <h2 id="load">{t("calendars.load")}</h2>
      <p className="hint">{t("calendars.loadHint")}</p>
      <div className="publish-foot">
        <label htmlFor="calendar-division">{t("calendars.division")}</label>
        <AutoComplete
          id="calendar-division"
          style={{ width: 240 }}
          value={division}
          status={isPath(division) ? undefined : "error"}
          options={known.map((value) => ({ value, label: value === nation ? `/ ${t("calendars.nation")}` : value }))}
          onChange={choose}
        />
      </div>
      <SourceEditor label={t("calendars.file")} accept=".json,application/json" value={file} onChange={write} />
      {broken && <Alert type="warning" showIcon title={t("calendars.broken")} description={broken} />}
      <Refusal fault={validating.error} />
      <Refusal fault={loading.error} />
      {judged && <Difference found={judged} />}
      {changes && may(me, "calendar", "publish") && (
        <RehearsePanel candidate={{ kind: "calendar", source: file, division }} onAllowed={allow} />
      )}
      <div className="publish-foot">
        <ReasonField reason={reason} say={say} />
        <Button
          icon={<Icon name="check" />}
          disabled={!ready}
          loading={validating.isPending}
          onClick={() => validating.mutate(body)}
        >
          {t("calendars.compare")}
        </Button>
        {may(me, "calendar", "publish") && (
          <Button
            type="primary"
            icon={<Icon name="calendar" />}
            disabled={!judged || (changes && !allowed)}
            loading={loading.isPending}
            onClick={load}
          >
            {t("calendars.loadNow")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Why a file is not taken, with every fault in it. */
function Refusal({ fault }: { fault: unknown }) {
  const faults = fault instanceof Fault ? fault.faults : [];
  return (
    <>
      <Failure fault={fault} />
      {faults.map(({ field, sentence }) => (
        <p key={field + sentence} className="fault-line">
          {sentence}
        </p>
      ))}
    </>
  );
}
