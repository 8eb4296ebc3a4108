import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import { Deliveries } from "../../outbox/Deliveries";
import { Failure } from "../../shared/Failure";
import { legalInstant } from "../../show";
import { useNow } from "../../workbench/now";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { Incidents } from "../incidents/Incidents";
import { operationsQuery } from "./api";
import { Settings } from "./Settings";
import { TruthText } from "./TruthText";
import { type Health, type Operations, truthsOf } from "./truths";

const looks: Record<Health, { icon: IconName; tone: Tone }> = {
  good: { icon: "check", tone: "good" },
  soon: { icon: "bell", tone: "warning" },
  wrong: { icon: "alert", tone: "red" },
};

/** How the machine really stands: what is wrong first, each with its word, and the incidents with their cure. */
export function OperationsPage() {
  const { t } = useTranslation("administration");
  const { data, error, refetch } = useQuery(operationsQuery);
  return (
    <section>
      <h1>{t("operations.title")}</h1>
      <Failure fault={error} again={refetch} />
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && <Truths state={data} />}
      <section className="panel" aria-labelledby="incidents">
        <h2 id="incidents">{t("incidents.open")}</h2>
        <Incidents />
      </section>
      <Deliveries />
      <Settings />
    </section>
  );
}

function Truths({ state }: { state: Operations }) {
  const { t } = useTranslation("administration");
  const truths = truthsOf(state, useNow());
  const wrong = truths.filter(({ health }) => health === "wrong").length;
  return (
    <>
      <p role="status">
        {wrong === 0 ? t("operations.sound") : t("operations.wrong", { n: wrong })}{" "}
        <span className="hint">
          {t("operations.version", { version: state.version, at: legalInstant(state.time.now) })}
        </span>
      </p>
      <ul className="truths">
        {truths.map(({ key, health }) => (
          <li key={key} className={`truth tone-edge-${looks[health].tone}`}>
            <h2>{t(`operations.${key}`)}</h2>
            <span className={`badge tone-${looks[health].tone}`}>
              <Icon name={looks[health].icon} />
              {t(`operations.health.${health}`)}
            </span>
            <p>
              <TruthText of={key} state={state} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
