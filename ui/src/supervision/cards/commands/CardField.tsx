import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { vocabularyQuery } from "../../../shared/vocabulary";
import { named } from "../../../show";
import { FileField } from "../../../workbench/commands/FileField";
import { Planned } from "../../../workbench/commands/Planned";
import { type CardOffer, uploadProof } from "../api";
import type { Asked } from "./fields";

type Shown = { field: Asked; offer: CardOffer; card: string; autoFocus: boolean };

/** One field of a command on a card, with its label. */
export function CardField({ field: { name, required }, offer, card, autoFocus }: Shown) {
  const { t } = useTranslation("supervision");
  const word = t(`cardCommand.own.${offer.verb}_${name}` as "cardCommand.own.appeal_card_text", {
    defaultValue: t(`cardCommand.field.${name}`),
  });
  if (name === "corrected") {
    return (
      <Form.Item name={name} valuePropName="checked">
        <Checkbox>{word}</Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item name={name} label={required ? word : t("cardCommand.optional", { label: word })} required={required}>
      <Control name={name} offer={offer} card={card} autoFocus={autoFocus} />
    </Form.Item>
  );
}

type Controlled = { name: Asked["name"]; offer: CardOffer; card: string; autoFocus: boolean; id?: string };

function Control({ name, offer, card, autoFocus, ...given }: Controlled) {
  const { t } = useTranslation("word");
  const choices = useChoices(name, offer);
  switch (name) {
    case "files":
      return <FileField {...given} id={given.id ?? name} subject={card} send={uploadProof} />;
    case "planned":
      return <Planned {...given} id={given.id ?? name} />;
    case "extend":
      return <InputNumber {...given} autoFocus={autoFocus} min={1} max={60} precision={0} suffix={t("unit.workday")} />;
    case "document":
      return <Input {...given} maxLength={100} autoComplete="off" />;
    case "outcome":
      return <Radio.Group {...given} options={choices} />;
    case "cause":
    case "ground":
      return <Select {...given} autoFocus={autoFocus} allowClear options={choices} />;
    default:
      return <Input.TextArea {...given} rows={5} maxLength={4000} showCount autoFocus={autoFocus} />;
  }
}

/** What may be chosen in a field, in words: what the offer bounds, else all that there is. */
function useChoices(name: Asked["name"], { verb, grounds, outcomes = [] }: CardOffer) {
  const { t, i18n } = useTranslation("supervision");
  const { data } = useQuery(vocabularyQuery);
  const words = (list: { key: string; name: string; name_en: string }[] = []) =>
    list.map((each) => ({ value: each.key, label: named(each, i18n.language) }));
  switch (name) {
    case "cause":
      return words(data?.causes);
    case "ground":
      return words(data?.grounds.filter(({ key, verbs }) => (grounds ? grounds.includes(key) : verbs.includes(verb))));
    case "outcome":
      return outcomes.map((value) => ({
        value,
        label: t(`cardCommand.outcome.${value as "uphold"}`, { defaultValue: value }),
      }));
    default:
      return [];
  }
}
