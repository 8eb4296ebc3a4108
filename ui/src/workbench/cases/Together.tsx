import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { legalInstant, named } from "../../show";
import type { Case } from "./api";

/** Who else has to do with the case: people asked into its steps, people told of it, people who have withdrawn. */
export function Together({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const signers = found.steps.flatMap((step) => (step.signers ?? []).map((signer) => ({ step, signer })));
  const copies = found.copies ?? [];
  const recused = found.recused ?? [];
  if (signers.length + copies.length + recused.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="together">
      <h2 id="together">{t("together.title")}</h2>
      <ul className="aside-list">
        {signers.map(({ step, signer }) => (
          <li key={`${step.key} ${signer.person.account}`}>
            <span className="badge tone-calm">{t(`part.${signer.kind}`)}</span>
            <span>{t("together.asked", { name: signer.person.name, by: signer.asker.name })}</span>
            <span className="hint">{named(step, i18n.language)}</span>
            <span className={`badge tone-${signer.said ? (signer.adverse ? "red" : "good") : "wait"}`}>
              <Icon name={signer.said ? (signer.adverse ? "alert" : "check") : "hourglass"} />
              {t(signer.said ? (signer.adverse ? "case.against" : "together.said") : "together.awaited")}
            </span>
          </li>
        ))}
        {copies.map((copy) => (
          <li key={`${copy.line} ${copy.person.account}`}>
            <a href={`#line-${copy.line}`}>{t("together.copy", { name: copy.person.name })}</a>
            <span className={`badge tone-${copy.read ? "good" : "mute"}`}>
              <Icon name={copy.read ? "eye" : "hourglass"} />
              {copy.read ? t("together.readAt", { at: legalInstant(copy.read) }) : t("copies.unread")}
            </span>
          </li>
        ))}
        {recused.map((person) => (
          <li key={person.account}>
            <span className="badge tone-wait">
              <Icon name="ban" />
              {t("together.recused", { name: person.name })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
