import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { legalInstant, named, yuan } from "../../show";
import type { Case } from "./api";

type Fees = NonNullable<Case["fees"]>;
type Bill = Fees["bills"][number];
type Payment = Fees["unbilled"][number];

/** What the case costs, what was paid and what is still open (K14). A free item without money shows nothing. */
export function CaseFees({ found }: { found: Case }) {
  const { t } = useTranslation("workbench");
  const { fees } = found;
  if (!fees || (fees.free && fees.bills.length === 0 && fees.unbilled.length === 0)) return null;
  return (
    <section className="panel" aria-labelledby="fees">
      <h2 id="fees">{t("fees.title")}</h2>
      {fees.paid_before && fees.open > 0 && (
        <p className="badge tone-wait">
          <Icon name="hourglass" />
          {t("fees.waits", { step: t(`fees.step.${fees.paid_before as "deliver"}`) })}
        </p>
      )}
      {fees.bills.length === 0 && <p className="hint">{t("fees.noBill")}</p>}
      {fees.bills.map((bill) => (
        <BillSheet key={bill.line} bill={bill} />
      ))}
      {fees.unbilled.length > 0 && (
        <>
          <h3>{t("fees.unbilled")}</h3>
          <Payments payments={fees.unbilled} />
        </>
      )}
    </section>
  );
}

/** One bill: the charges of every department concerned, what came in, what is open. */
function BillSheet({ bill }: { bill: Bill }) {
  const { t, i18n } = useTranslation("workbench");
  return (
    <div className="fee-bill">
      <p>
        <a href={`#line-${bill.line}`}>{t("fees.bill", { n: bill.line })}</a>{" "}
        <time className="figure hint">{legalInstant(bill.at)}</time> {bill.by?.name}
      </p>
      <ul className="aside-list">
        {bill.entries.map((entry) => (
          <li key={entry.standard}>
            <span>{named(entry, i18n.language)}</span>
            <span className="figure hint">
              {yuan(entry.price)} × {entry.quantity}
            </span>
            <strong className="figure">{yuan(entry.amount)}</strong>
            <span className="hint">{named(entry.unit, i18n.language)}</span>
          </li>
        ))}
      </ul>
      <p className="figure">
        {t("fees.amount")} {yuan(bill.amount)} · {t("fees.paid")} {yuan(bill.paid)}
        {bill.waived > 0 && ` · ${t("fees.waived")} ${yuan(bill.waived)}`}
      </p>
      <p className={`badge tone-${bill.open > 0 ? "wait" : "good"}`}>
        <Icon name={bill.open > 0 ? "hourglass" : "check"} />
        {bill.open > 0 ? `${t("fees.open")} ${yuan(bill.open)}` : t("fees.settled")}
      </p>
      <Payments payments={bill.payments} />
    </div>
  );
}

function Payments({ payments }: { payments: Payment[] }) {
  const { t } = useTranslation("workbench");
  if (payments.length === 0) return null;
  return (
    <ul className="aside-list">
      {payments.map((paid) => (
        <li key={paid.line}>
          <strong className="figure">{yuan(paid.amount)}</strong>
          <span>{t(`fees.payBy.${paid.pay_by as "online"}`, { defaultValue: paid.pay_by })}</span>
          <span className="hint">{paid.voucher ? t("fees.voucher", { no: paid.voucher }) : t("fees.noVoucher")}</span>
          <time className="figure hint">{legalInstant(paid.at)}</time>
          {paid.refunded > 0 && <span className="hint">{t("fees.refunded", { sum: yuan(paid.refunded) })}</span>}
          {paid.differs && (
            <span className="badge tone-red">
              <Icon name="alert" />
              {t("fees.differs")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
