import { useRouteContext } from "@tanstack/react-router";
import { App, DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { may } from "../../supervision/may";
import { PublishPanel } from "../source/PublishPanel";
import { publishRuleSet, validateRuleSet } from "./api";

/** Publishes a version of a rule set: from its day on it applies to open cases too; cards already issued stay. */
export function PublishRuleSet({ begin, onDone }: { begin?: string; onDone: () => void }) {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const [from, choose] = useState<Dayjs | null>(null);
  const publishing = useKeyedAct(publishRuleSet, [["rule-sets"]]);
  const begins = from && { from: new Date(`${from.format("YYYY-MM-DD")}T00:00:00+08:00`).toISOString() };
  const publish = (given: { source: string; reason?: string }) =>
    publishing.mutate(
      { ...given, ...begins },
      {
        onSuccess: (set) => {
          message.success(t("rules.done", { name: set.name, version: set.version }));
          onDone();
        },
      },
    );
  return (
    <>
      <p className="hint">{t("rules.hint")}</p>
      <PublishPanel
        begin={begin}
        validate={validateRuleSet}
        publish={{ ...publishing, mutate: publish }}
        rehearsal={{ kind: "rule_set", ...begins }}
        mayPublish={may(me, "ruleset", "publish")}
      >
        <DatePicker
          aria-label={t("rules.fromDay")}
          placeholder={t("rules.fromDay")}
          value={from}
          onChange={(day) => choose(day)}
        />
      </PublishPanel>
    </>
  );
}
