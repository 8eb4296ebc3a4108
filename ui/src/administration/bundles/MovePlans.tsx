import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { legalInstant } from "../../show";
import { type MovePlan, movesQuery, plansQuery, turnPlan } from "./moves";

/** The plans of an item: how far each has come, and what can be done with it. */
export function MovePlans({ item }: { item: string }) {
  const { data, error, refetch } = useQuery(plansQuery(item));
  return (
    <>
      <Failure fault={error} again={refetch} />
      {data?.rows.map((plan) => (
        <Plan key={plan.id} plan={plan} />
      ))}
    </>
  );
}

function Plan({ plan }: { plan: MovePlan }) {
  const { t } = useTranslation("administration");
  const turning = useKeyedAct(turnPlan, [["move-plans"], ["bundles"], ["cases"]]);
  const stuck = plan.unmovable + plan.refused > 0;
  return (
    <section className="panel" aria-label={`${t("moves.plans")} ${legalInstant(plan.made)}`}>
      <h2>
        {legalInstant(plan.made)} · {t(`moves.state.${plan.state}`)}
      </h2>
      <p>
        {plan.reason} · {plan.by.name}
      </p>
      <p role="status">
        {t("moves.counts", {
          movable: plan.movable,
          unmovable: plan.unmovable,
          moved: plan.moved,
          refused: plan.refused,
        })}
      </p>
      <Failure fault={turning.error} />
      {plan.can_start && (
        <Button
          type="primary"
          loading={turning.isPending}
          onClick={() => turning.mutate({ id: plan.id, turn: "start" })}
        >
          {t("moves.start")}
        </Button>
      )}
      {plan.can_stop && (
        <Button loading={turning.isPending} onClick={() => turning.mutate({ id: plan.id, turn: "stop" })}>
          {t("moves.stop")}
        </Button>
      )}
      {stuck && <Stuck plan={plan} />}
    </section>
  );
}

/** The cases that cannot move, each with the reason. */
function Stuck({ plan }: { plan: MovePlan }) {
  const { t } = useTranslation("administration");
  const tried = useQuery(movesQuery(plan.id, plan.unmovable > 0 ? "unmovable" : "refused"));
  return (
    <ul className="differences" aria-label={t("moves.cases")}>
      {tried.data?.rows.map((row) => (
        <li key={row.case}>
          <span className="figure">{row.number}</span> {t(`moves.case.${row.state}`)}：{row.sentence}
        </li>
      ))}
    </ul>
  );
}
