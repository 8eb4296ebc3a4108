import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFieldWords } from "../../forms/faultWords";
import { today } from "../../forms/reach";
import { MaterialChecklist } from "../commands/MaterialChecklist";
import { ApplicantPart } from "./ApplicantPart";
import { guideQuery } from "./api";
import { FinishPart } from "./FinishPart";
import { FormPart } from "./FormPart";
import { type Choice, faultsOf, nothing, unitOf, usualChoice, withApplicant, withItem, withSaid } from "./filing";
import { ItemPart } from "./ItemPart";
import type { Ended } from "./ServedPanel";
import { useTurn } from "./useTurn";

/** One applicant at the window: who, what, the item's form, the materials, and what becomes of it. */
export function WindowForm({ onEnd }: { onEnd: (ended: Ended) => void }) {
  const { t } = useTranslation("workbench");
  const { me } = useRouteContext({ from: "/shell" });
  const [filing, edit] = useState(nothing);
  const [seen, see] = useState<ReadonlySet<string>>(new Set());
  const [tried, tryOut] = useState(false);
  const [began] = useState(() => Date.now());
  const page = useRef<HTMLDivElement>(null);
  const guide = useQuery({ ...guideQuery(filing.item ?? ""), enabled: filing.item !== undefined }).data;
  useEffect(() => {
    if (guide) edit((before) => withSaid(before, guide));
  }, [guide]);
  const turn = useTurn((served) => onEnd({ served, seconds: Math.round((Date.now() - began) / 1000) }));
  const words = useFieldWords(guide?.fields ?? []);

  const { faults, warnings } = faultsOf(filing, guide, today());
  const unit = guide && unitOf(filing, guide, me.unit?.id);
  const locked = turn.taken !== undefined || turn.serving.isPending;
  const told = (pointer: string) => {
    const own = tried || seen.has(pointer) ? faults[pointer] : undefined;
    return own ? words(own) : turn.faults[pointer];
  };
  const warned = (pointer: string) => {
    const own = (warnings as typeof faults)[pointer];
    return own && words(own);
  };

  const carryOut = (choice: Choice) => {
    tryOut(true);
    if (guide === undefined || unit === undefined || Object.keys(faults).length > 0) return focusOnFault(page.current);
    turn.serving.mutate({ filing, guide, unit, choice });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!turn.serving.isPending) carryOut((guide && usualChoice(filing, guide)) ?? "receive");
  };
  const onSee = (pointer: string) => {
    see((before) => new Set(before).add(pointer));
    if (guide && pointer.startsWith("/applicant/")) edit((before) => withSaid(before, guide));
  };
  const parts = { filing, told, warned, onSee };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from any field
    <div className="window" onKeyDown={onKeyDown} ref={page}>
      <fieldset className="window-left" disabled={locked}>
        <legend className="visually-hidden">{t("intake.title")}</legend>
        <ApplicantPart {...parts} onSet={(key, value) => edit((before) => withApplicant(before, key, value))} />
        <ItemPart
          {...parts}
          guide={guide}
          unit={unit}
          locked={locked}
          onItem={(item) => edit((before) => withItem(before, item))}
          onUnit={(chosen) => edit((before) => ({ ...before, unit: chosen }))}
        />
        <FormPart
          {...parts}
          guide={guide}
          own={me.unit?.path}
          onForm={(form) => edit((before) => ({ ...before, form }))}
        />
      </fieldset>
      <div className="window-right">
        <fieldset className="panel" disabled={locked}>
          <legend>
            <h2>{t("intake.materials")}</h2>
          </legend>
          {guide ? (
            <MaterialChecklist
              materials={guide.materials}
              value={filing.materials}
              onChange={(materials) => edit((before) => ({ ...before, materials }))}
            />
          ) : (
            <p className="hint">{t("intake.pickItem")}</p>
          )}
        </fieldset>
        <FinishPart
          filing={filing}
          guide={guide}
          turn={turn}
          faults={tried ? Object.keys(faults).length : 0}
          onReason={(reason) => edit((before) => ({ ...before, reason }))}
          onCarryOut={carryOut}
        />
      </div>
    </div>
  );
}

/** Goes to the first field that is marked as wrong; without one, only the item can be missing. */
function focusOnFault(page: HTMLElement | null) {
  requestAnimationFrame(() => {
    const wrong =
      page?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? page?.querySelector<HTMLElement>('[id="/item"]');
    wrong?.focus();
  });
}
