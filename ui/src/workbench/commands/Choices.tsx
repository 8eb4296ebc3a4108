import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { levelLooks, verbLook, wordOf } from "../../looks";
import { inShanghai, wallTime } from "../../shared/instants";
import { useGroundWord, vocabularyQuery } from "../../shared/vocabulary";
import { legalInstant, named } from "../../show";
import type { Case, Offer } from "../cases/api";
import { correctionText } from "../cases/timeline";
import { guideQuery } from "../intake/api";
import { dueText } from "../left";
import { stepName } from "../words";
import { toApplicant } from "./fields";
import type { Given } from "./given";
import { groundsOf } from "./grounds";

type OfCase<Value> = Given<Value> & { found: Case };
type OfOffer<Value> = OfCase<Value> & { offer: Offer };

/** A choice of a few, told in words that the group's label explains. */
function FewChoice<Value extends string | number>({
  options,
  label,
  ...given
}: Given<Value> & { options: { value: Value; label: string }[]; label: string }) {
  return (
    <Radio.Group
      {...given}
      vertical
      aria-label={label}
      options={options}
      onChange={(event) => given.onChange?.(event.target.value)}
    />
  );
}

/** The earlier step that a file goes back to. */
export function TargetChoice({ offer, found, ...given }: OfOffer<string>) {
  const { t, i18n } = useTranslation("workbench");
  const steps = found.steps.filter(({ key }) => offer.targets?.includes(key));
  const options = steps.map((step) => ({ value: step.key, label: named(step, i18n.language) }));
  if (offer.targets?.includes(toApplicant)) options.push({ value: toApplicant, label: t("command.toApplicant") });
  return <FewChoice {...given} label={t("command.field.target")} options={options} />;
}

/** The urge, demand or pending override that this command is about. */
export function LineChoice({ offer, found, ...given }: OfOffer<number>) {
  const { t, i18n } = useTranslation("workbench");
  if (offer.acts) return <ActChoice {...given} acts={offer.acts} />;
  const lines = [...found.demands, ...found.pending];
  const options = (offer.answers ?? []).map((n) => {
    const line = lines.find((each) => each.line === n);
    const verb = line && wordOf(verbLook(line.verb), i18n.language);
    const moved = line && "correction" in line ? correctionText(line.correction) : undefined;
    const words = [t("case.line", { n }), verb, moved, line?.by?.name, line?.reason];
    return { value: n, label: words.filter(Boolean).join(" · ") };
  });
  return <FewChoice {...given} label={t("command.field.answers")} options={options} />;
}

/** The act whose time is wrong in the record. */
function ActChoice({ acts, ...given }: Given<number> & { acts: NonNullable<Offer["acts"]> }) {
  const { t, i18n } = useTranslation("workbench");
  const options = acts.map(({ line, verb, at, ...step }) => {
    const words = [t("case.line", { n: line }), wordOf(verbLook(verb), i18n.language), stepName(step, i18n.language)];
    return { value: line, label: [...new Set(words), legalInstant(at)].filter(Boolean).join(" · ") };
  });
  return <Select {...given} options={options} />;
}

/** When that act was done, between its neighbours. */
export function InstantChoice({ offer, value, onChange, ...given }: Given<string | undefined> & { offer: Offer }) {
  const { t } = useTranslation("workbench");
  const chosen = Form.useWatch<number>("answers");
  const act = offer.acts?.find(({ line }) => line === chosen);
  const bound = (instant: string | undefined, none: string) => (instant ? legalInstant(instant) : none);
  return (
    <>
      <DatePicker
        {...given}
        showTime={{ format: "HH:mm:ss" }}
        format="YYYY-MM-DD HH:mm:ss"
        value={wallTime(value)}
        onChange={(day) => onChange?.(inShanghai(day))}
      />
      {act && (
        <p className="hint">
          {t("command.instantBounds", {
            at: legalInstant(act.at),
            from: bound(act.from, "…"),
            until: bound(act.until, t("command.instantNow")),
          })}
        </p>
      )}
    </>
  );
}

/** A withheld card of this case, by its key. */
export function CardChoice({ found, ...given }: OfCase<string>) {
  const { t, i18n } = useTranslation("workbench");
  const options = found.cards.flatMap(({ state, key, rule, level, due }) =>
    state === "withheld" && key
      ? [{ value: key, label: `${rule} ${wordOf(levelLooks[level], i18n.language)} ${dueText(due)}` }]
      : [],
  );
  return <FewChoice {...given} label={t("command.field.card")} options={options} />;
}

/** What the command rests on, named as the item names its special procedures, else by the vocabulary. */
export function GroundChoice({ offer, found, ...given }: OfOffer<string>) {
  const word = useGroundWord();
  const vocabulary = useQuery(vocabularyQuery);
  const guide = useQuery({ ...guideQuery(found.row.item.key), enabled: offer.verb === "start_special" });
  const names = new Map(guide.data?.special?.map(({ kind, name }) => [kind, name]));
  const options = groundsOf(offer, found, vocabulary.data?.grounds ?? []).map((ground) => ({
    value: ground,
    label: names.get(ground) ?? word(ground),
  }));
  return (
    <Select {...given} loading={vocabulary.isPending} showSearch={{ optionFilterProp: "label" }} options={options} />
  );
}
