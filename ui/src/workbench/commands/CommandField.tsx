import { Checkbox, Form, Input, InputNumber, Radio } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { statusLook } from "../../outcome";
import type { Case, Offer } from "../cases/api";
import { CardChoice, GroundChoice, InstantChoice, LineChoice, TargetChoice } from "./Choices";
import { ColleagueChoice } from "./ColleagueChoice";
import { Corrections } from "./Corrections";
import { ownMaterials } from "./checklist";
import { AccountField, BillChoice, Charges, Money, PayByChoice, PaymentChoice } from "./FeeFields";
import { FileField } from "./FileField";
import type { Asked, Way } from "./fields";
import { MaterialChecklist } from "./MaterialChecklist";
import { Planned } from "./Planned";
import { Remedy } from "./Remedy";
import { OrderChoice, PlaceChoice, SignerChoice } from "./SignerChoice";
import { SupplementReason } from "./SupplementReason";
import { UnitChoice } from "./UnitChoice";

type Shown = { field: Asked; offer: Offer; found: Case; autoFocus: boolean };

const ways: Way[] = ["window", "post", "electronic", "lockers", "notice"];

/** One field of a command with its label, its fault and the control that fits it. */
export function CommandField(props: Shown) {
  const { t } = useTranslation("workbench");
  const { name, required } = props.field;
  const label = t(`command.field.${name}`);
  if (name === "resume") {
    return (
      <Form.Item name={name} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item
      name={name}
      label={required ? label : t("command.optionalField", { label })}
      required={required}
      extra={name === "extend" && props.offer.most ? t("command.extendMost", { n: props.offer.most }) : undefined}
    >
      {controlOf(props, label, t)}
    </Form.Item>
  );
}

/** The control of a field. Ant Design's form hands it id, value, change and fault. */
function controlOf({ field, offer, found, autoFocus }: Shown, label: string, t: TFunction<"workbench">) {
  switch (field.name) {
    case "materials":
      return <MaterialChecklist materials={ownMaterials(offer, found)} autoFocus={autoFocus} />;
    case "corrections":
      return <Corrections found={found} />;
    case "files":
      return <FileField subject={found.row.id} />;
    case "answers":
      return <LineChoice offer={offer} found={found} />;
    case "instant":
      return <InstantChoice offer={offer} />;
    case "card":
      return <CardChoice found={found} />;
    case "target":
      return <TargetChoice offer={offer} found={found} />;
    case "ground":
      return <GroundChoice offer={offer} found={found} />;
    case "to":
      if (offer.verb === "remove_sign") return <SignerChoice offer={offer} found={found} />;
      return <ColleagueChoice offer={offer} found={found} />;
    case "giver":
      return <PlaceChoice offer={offer} found={found} />;
    case "copies":
      return <ColleagueChoice offer={offer} found={found} several />;
    case "order":
      return <OrderChoice offer={offer} found={found} label={label} />;
    case "to_unit":
      return <UnitChoice offer={offer} />;
    case "planned":
      return <Planned />;
    case "remedy":
      return <Remedy />;
    case "reason":
      if (offer.verb === "notify_supplement" || offer.verb === "contribute")
        return <SupplementReason materials={found.materials} />;
      return <Input.TextArea autoFocus={autoFocus} rows={4} maxLength={4000} showCount />;
    case "note":
      return <Input.TextArea autoFocus={autoFocus} rows={4} maxLength={4000} showCount />;
    case "adverse":
      return (
        <Radio.Group
          aria-label={label}
          options={[
            { value: false, label: t("command.agree") },
            { value: true, label: t("command.disagree", { denied: statusLook("denied", found.row.item).zh }) },
          ]}
        />
      );
    case "way":
      return (
        <Radio.Group aria-label={label} options={ways.map((way) => ({ value: way, label: t(`command.way.${way}`) }))} />
      );
    case "charges":
      return <Charges found={found} />;
    case "bill":
      return <BillChoice found={found} />;
    case "payment":
      return <PaymentChoice found={found} />;
    case "amount":
      return <Money found={found} offer={offer} />;
    case "pay_by":
      return <PayByChoice label={label} />;
    case "account":
      return <AccountField />;
    case "extend":
      return <InputNumber autoFocus={autoFocus} min={1} max={offer.most ?? 10000} precision={0} />;
    default:
      return <Input autoFocus={autoFocus} maxLength={field.name === "receiver" ? 60 : 100} />;
  }
}
