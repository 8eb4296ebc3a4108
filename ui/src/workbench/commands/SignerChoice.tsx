import { Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Case, Offer } from "../cases/api";
import type { Given } from "./given";

type Shown = Given<string> & { offer: Offer; found: Case };

const stepOf = ({ offer, found }: { offer: Offer; found: Case }) => found.steps.find(({ key }) => key === offer.step);

/** Whether somebody is heard before or after the own word. After a decision nobody is. */
export function OrderChoice({ offer, found, label, ...given }: Shown & { label: string }) {
  const { t } = useTranslation("workbench");
  const orders = stepOf({ offer, found })?.kind === "decide" ? (["before"] as const) : (["before", "after"] as const);
  return (
    <Radio.Group
      {...given}
      vertical
      aria-label={label}
      options={orders.map((value) => ({ value, label: t(`command.order.${value}`) }))}
      onChange={(event) => given.onChange?.(event.target.value)}
    />
  );
}

/** Who was asked into the step and has not answered. */
export function SignerChoice({ offer, found, ...given }: Shown) {
  const silent = (stepOf({ offer, found })?.signers ?? []).filter(({ said }) => !said);
  return <Select {...given} options={silent.map(({ person }) => ({ value: person.account, label: person.name }))} />;
}

/** Whose place in the step changes hands: that of the holder, of a participant or of somebody who was asked. */
export function PlaceChoice({ offer, found, ...given }: Shown) {
  const step = stepOf({ offer, found });
  const places = [
    step?.holder,
    ...(step?.votes ?? []).filter(({ said }) => !said).map(({ person }) => person),
    ...(step?.signers ?? []).filter(({ said }) => !said).map(({ person }) => person),
  ];
  const options = places.flatMap((person) => (person ? [{ value: person.account, label: person.name }] : []));
  return <Select {...given} allowClear options={options} />;
}
