import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { briefInstant } from "../../show";
import { type HandOver, handOversQuery, stopHandOver, underWay } from "./api";
import { HandOverDialog } from "./HandOverDialog";

/** What was handed over, piece by piece, and the way to hand over more. */
export function HandOverPanel() {
  const { t } = useTranslation("workbench");
  const [ordering, order] = useState(false);
  const { data } = useQuery(handOversQuery);
  return (
    <section className="panel away" aria-labelledby="hand-overs">
      <div className="panel-head">
        <h2 id="hand-overs">
          <Icon name="out" /> {t("handOver.panel")}
        </h2>
        <Button size="small" icon={<Icon name="plus" />} onClick={() => order(true)}>
          {t("handOver.title")}
        </Button>
      </div>
      <ul>
        {data?.rows.map((each) => (
          <OneHandOver key={each.id} order={each} />
        ))}
      </ul>
      {ordering && <HandOverDialog onClose={() => order(false)} />}
    </section>
  );
}

function OneHandOver({ order }: { order: HandOver }) {
  const { t } = useTranslation("workbench");
  const { message } = App.useApp();
  const words = useFaultWords();
  const stopping = useKeyedAct(stopHandOver, [["hand-overs"]]);
  const stop = () => stopping.mutate(order.id, { onError: (fault) => message.error(words(fault)) });
  const done = order.items.filter(({ state }) => state === "done").length;
  const refused = order.items.filter(({ state }) => state === "refused");
  return (
    <li>
      <span>{t("handOver.from", { from: order.giver.name, to: order.to?.name ?? t("handOver.pool") })}</span>
      <span className={`badge tone-${underWay(order) ? "wait" : "good"}`}>
        <Icon name={underWay(order) ? "hourglass" : "check"} />
        {t("handOver.result", { done, all: order.items.length })}
      </span>
      <time className="figure hint">{briefInstant(order.made)}</time>
      {order.can_stop && (
        <Button size="small" loading={stopping.isPending} onClick={stop}>
          {t("handOver.stop")}
        </Button>
      )}
      {refused.map((item) => (
        <span key={item.case + item.step} className="fault-line">
          <Link to="/cases/$id" params={{ id: item.case }} className="figure">
            {item.number}
          </Link>{" "}
          {item.sentence}
        </span>
      ))}
    </li>
  );
}
