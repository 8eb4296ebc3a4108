import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { wordOf } from "../../looks";
import { deedLook } from "../../outcome";
import "./commands.css";
import { type Case, type Offer, offersQuery } from "../cases/api";
import type { Outcome } from "./api";
import { arrows } from "./arrows";
import { arrange, offerKey } from "./bar";
import { CommandForm } from "./CommandForm";
import type { Values } from "./fields";
import { OfferButton } from "./OfferButton";
import { RefusedOffers } from "./RefusedOffers";
import { useReadMark } from "./useReadMark";

/** What this person may do with the case now, and why not for the rest. */
export function CommandBar({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const words = useFaultWords();
  const { data, error } = useQuery(offersQuery(found.row.id));
  const [chosen, choose] = useState<string>();
  const [written, keep] = useState<Record<string, Values>>({});
  const [told, tell] = useState("");
  const [opened, show] = useState(false);
  const home = useRef<HTMLElement>(null);
  useHeightKnown(home);
  const { item } = found.row;
  const offers = data?.rows ?? [];
  useReadMark(found.row.id, offers);
  const bar = arrange(offers);
  const offer = offers.find((each) => offerKey(each) === chosen);
  const button = (offer: Offer) => (
    <OfferButton
      key={offerKey(offer)}
      offer={offer}
      item={item}
      offers={offers}
      primary={offer === bar.primary}
      onChoose={() => choose(offerKey(offer))}
    />
  );

  const close = (key: string, left: Values) => {
    keep((before) => ({ ...before, [key]: left }));
    choose(undefined);
  };
  const done = (given: Offer, outcome: Outcome) => {
    const verb = wordOf(deedLook(given.verb, item), i18n.language);
    const kind = outcome.pending ? "waits" : outcome.repeated ? "repeated" : "done";
    tell(t(`command.${kind}`, { verb, line: outcome.line }));
    close(offerKey(given), {});
    home.current?.focus();
  };

  return (
    <section className="command-bar" aria-label={t("command.bar")} ref={home} tabIndex={-1}>
      {error && <Alert type="error" showIcon title={words(error)} />}
      <div className="commands" role="toolbar" aria-label={t("command.bar")} onKeyDown={arrows}>
        {bar.primary && button(bar.primary)}
        {bar.ready.map(button)}
        {bar.more.length > 0 && (
          <Button aria-expanded={opened} icon={<Icon name="plus" />} onClick={() => show(!opened)}>
            {t("command.more")}
          </Button>
        )}
        {opened && bar.more.map(button)}
        {bar.greyed.map(button)}
        {bar.overrides.length > 0 && <span className="commands-label">{t("command.overrides")}</span>}
        {bar.overrides.map(button)}
        {data && !bar.primary && bar.ready.length + bar.overrides.length === 0 && (
          <span className="hint">{t("command.nothing")}</span>
        )}
      </div>
      <RefusedOffers offers={bar.rest} item={item} />
      <p className="command-told" role="status">
        {told}
      </p>
      {offer && chosen && (
        <CommandForm
          key={chosen}
          offer={offer}
          found={found}
          written={written[chosen]}
          onDone={(outcome) => done(offer, outcome)}
          onClose={(left) => close(chosen, left)}
        />
      )}
    </section>
  );
}

/** Tells the page's style how high the bar is, so that what stays in sight below it is never under it. */
function useHeightKnown(bar: RefObject<HTMLElement | null>) {
  useEffect(() => {
    if (bar.current === null) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(([entry]) => {
      style.setProperty("--command-bar", `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`);
    });
    watch.observe(bar.current);
    return () => watch.disconnect();
  }, [bar]);
}
