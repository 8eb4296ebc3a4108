import { Alert, Button, Form, Input, InputNumber, Radio, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { named, yuan } from "../../show";
import type { Case, Offer } from "../cases/api";
import type { Command, Values } from "./fields";
import type { Given } from "./given";

type Fees = NonNullable<Case["fees"]>;
type Entry = NonNullable<Command["charges"]>[number];
type PayBy = NonNullable<Command["pay_by"]>;

const payWays: PayBy[] = ["online", "bank", "card", "cash"];

const none: Fees = { free: true, standards: [], bills: [], unbilled: [], open: 0 };
const feesOf = (found: Case) => found.fees ?? none;
const payments = ({ bills, unbilled }: Fees) => [...bills.flatMap((bill) => bill.payments), ...unbilled];

/** With what a form about money begins: the first bill that asks something, what it asks and into which account. */
export function feeDefaults(offer: Offer, found: Case): Values {
  const fees = feesOf(found);
  const bill = fees.bills.find(({ open }) => open > 0);
  switch (offer.verb) {
    case "charge": {
      const [only, ...others] = fees.standards;
      return only && others.length === 0 ? { charges: [{ standard: only.code, quantity: 1 }] } : {};
    }
    case "record_payment":
      return {
        bill: bill?.line,
        amount: bill?.open,
        account: (bill?.entries[0] ?? fees.standards[0])?.account,
        pay_by: "online",
      };
    case "refund": {
      const paid = payments(fees).find(({ amount, refunded }) => amount > refunded);
      return { payment: paid?.line, amount: paid && paid.amount - paid.refunded };
    }
    case "waive":
      return { bill: bill?.line, amount: bill?.open };
    default:
      return {};
  }
}

/** What is charged: published standards and how much of each. The sum is computed, here only to be seen. */
export function Charges({ found, id, value = [], onChange }: Given<Entry[]> & { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const { standards } = feesOf(found);
  const of = (code: string) => standards.find((each) => each.code === code);
  const left = standards.filter(({ code }) => !value.some(({ standard }) => standard === code));
  const sum = value.reduce((all, each) => all + Math.round((of(each.standard)?.price ?? 0) * each.quantity), 0);
  const change = (code: string, quantity: number | null) =>
    onChange?.(value.map((each) => (each.standard === code ? { ...each, quantity: quantity ?? 1 } : each)));
  return (
    <Space orientation="vertical" className="fee-charges">
      {value.map(({ standard, quantity }) => {
        const known = of(standard);
        const name = known ? named(known, i18n.language) : standard;
        return (
          <Space key={standard} wrap>
            <span>{name}</span>
            <span className="figure hint">{known && `${yuan(known.price)} × `}</span>
            <InputNumber
              aria-label={t("fees.quantityOf", { name })}
              min={0.001}
              max={1_000_000}
              value={quantity}
              onChange={(next) => change(standard, next)}
            />
            <span className="figure">{known && `= ${yuan(Math.round(known.price * quantity))}`}</span>
            <Button
              size="small"
              aria-label={t("fees.drop", { name })}
              icon={<Icon name="cross" />}
              onClick={() => onChange?.(value.filter((each) => each.standard !== standard))}
            />
          </Space>
        );
      })}
      {left.length > 0 && (
        <Select<string>
          id={id}
          style={{ width: 420 }}
          value={null}
          placeholder={t("fees.pick")}
          options={left.map((each) => ({
            value: each.code,
            label: `${named(each, i18n.language)} · ${yuan(each.price)} / ${t(`fees.per.${each.per as "case"}`, { defaultValue: each.per })}`,
          }))}
          onChange={(code) => onChange?.([...value, { standard: code, quantity: 1 }])}
        />
      )}
      <strong className="figure">{t("fees.sum", { sum: yuan(sum) })}</strong>
    </Space>
  );
}

/** The bill that is paid or waived. */
export function BillChoice({ found, ...given }: Given<number> & { found: Case }) {
  const { t } = useTranslation("workbench");
  const options = feesOf(found).bills.map(({ line, open }) => ({
    value: line,
    label: t("fees.billLine", { n: line, open: yuan(open) }),
  }));
  return <Select<number> {...given} allowClear options={options} />;
}

/** The payment of which something is given back. */
export function PaymentChoice({ found, ...given }: Given<number> & { found: Case }) {
  const { t } = useTranslation("workbench");
  const options = payments(feesOf(found)).map(({ line, amount, refunded }) => ({
    value: line,
    label: t("fees.paymentLine", { n: line, kept: yuan(amount - refunded) }),
  }));
  return <Select<number> {...given} options={options} />;
}

/** Money in yuan; the command sends fen. Before a payment that is not what the bill asks is sent, the form says what follows. */
export function Money({ found, offer, value, onChange, ...given }: Given<number> & { found: Case; offer: Offer }) {
  const { t } = useTranslation("workbench");
  const line = Form.useWatch<number | undefined>("bill");
  const asked = feesOf(found).bills.find((bill) => bill.line === line)?.open ?? 0;
  const odd = offer.verb === "record_payment" && value !== undefined && value !== asked;
  return (
    <>
      <InputNumber
        {...given}
        style={{ width: 200 }}
        min={0.01}
        precision={2}
        suffix={t("fees.yuan")}
        value={value === undefined ? undefined : value / 100}
        onChange={(next) => onChange?.(next === null ? (undefined as never) : Math.round(Number(next) * 100))}
      />
      {odd && <Alert type="warning" showIcon title={t("fees.odd", { asked: yuan(asked) })} />}
    </>
  );
}

/** The treasury account: those of the standards, or another one as it stands on the voucher. */
export function AccountField({ ...given }: Given<string>) {
  return (
    <Input {...given} value={given.value} onChange={(event) => given.onChange?.(event.target.value)} maxLength={64} />
  );
}

/** How it was paid. */
export function PayByChoice({ label, ...given }: Given<PayBy> & { label: string }) {
  const { t } = useTranslation("workbench");
  return (
    <Radio.Group
      {...given}
      aria-label={label}
      options={payWays.map((value) => ({ value, label: t(`fees.payBy.${value}`) }))}
      onChange={(event) => given.onChange?.(event.target.value)}
    />
  );
}
