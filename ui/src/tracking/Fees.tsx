import { useTranslation } from "react-i18next";
import { legalDate, named, yuan } from "../show";
import type { PublicCase } from "./api";

type CaseFees = NonNullable<PublicCase["fees"]>;

/** The bill as the applicant sees it: what is charged for what, into which account, what was paid. */
export function Fees({ fees }: { fees: CaseFees }) {
  const { t, i18n } = useTranslation("tracking");
  return (
    <section className="sheet">
      <h2>{t("fees.title")}</h2>
      {fees.free && fees.bills.length === 0 && <p>{t("fees.free")}</p>}
      {!fees.free && fees.bills.length === 0 && <p>{t("fees.none")}</p>}
      {fees.bills.map((bill) => (
        <div key={bill.line}>
          <table className="fee-table">
            <thead>
              <tr>
                <th>{t("fees.what")}</th>
                <th>{t("fees.unit")}</th>
                <th className="figure">{t("fees.sum")}</th>
              </tr>
            </thead>
            <tbody>
              {bill.entries.map((entry) => (
                <tr key={entry.standard}>
                  <td>
                    {named(entry, i18n.language)}
                    <span className="fine figure">
                      {" "}
                      {yuan(entry.price)} × {entry.quantity}
                    </span>
                    {entry.account && <p className="fine">{t("fees.account", { account: entry.account })}</p>}
                  </td>
                  <td>{named(entry.unit, i18n.language)}</td>
                  <td className="figure">{yuan(entry.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="figure">
            {t("fees.amount")} {yuan(bill.amount)}
            {bill.waived > 0 && ` · ${t("fees.waived")} ${yuan(bill.waived)}`} · {t("fees.paid")} {yuan(bill.paid)} ·{" "}
            <strong>{bill.open > 0 ? `${t("fees.open")} ${yuan(bill.open)}` : t("fees.settled")}</strong>
          </p>
          {bill.payments.map((paid) => (
            <p key={paid.line} className="fine figure">
              {legalDate(paid.at)} {yuan(paid.amount)} {paid.voucher && t("fees.voucher", { no: paid.voucher })}
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}
