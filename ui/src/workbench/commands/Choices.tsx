import { useQuery } from "@tanstack/react-query";
import { Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { levelLooks, verbLook, wordOf } from "../../looks";
import { useGroundWord, vocabularyQuery } from "../../shared/vocabulary";
import { named } from "../../show";
import type { Case, Offer } from "../cases/api";
import { guideQuery } from "../intake/api";
import { dueText } from "../left";
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
  const lines = [...found.demands, ...found.pending];
  const options = (offer.answers ?? []).map((n) => {
    const line = lines.find((each) => each.line === n);
    const verb = line && wordOf(verbLook(line.verb), i18n.language);
    const words = [t("case.line", { n }), verb, line?.by?.name, line?.reason];
    return { value: n, label: words.filter(Boolean).join(" · ") };
  });
  return <FewChoice {...given} label={t("command.field.answers")} options={options} />;
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
