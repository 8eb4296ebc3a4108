import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { noticeLook } from "../notices/looks";
import { Folded } from "../shared/Folded";
import { legalInstant } from "../show";
import type { Told } from "./api";

/** Who was told of a card and when, whether it was read here, and how it went on other channels. */
export function CardTold({ told }: { told?: Told[] }) {
  const { t } = useTranslation("outbox");
  return (
    <section className="panel" aria-labelledby="card-told">
      <h2 id="card-told">{t("told.title")}</h2>
      {!told?.length && <p className="hint">{t("told.none")}</p>}
      <Folded rows={told ?? []} className="aside-list">
        {({ to, kind, made, read, deliveries }) => (
          <li key={`${to.account} ${kind} ${made}`}>
            <Badge look={noticeLook(kind)} /> <strong>{to.name}</strong>{" "}
            <time className="figure">{legalInstant(made)}</time>{" "}
            <small>
              {t("told.inbox")}: {read ? t("told.read", { at: legalInstant(read) }) : t("told.unread")}
              {deliveries.map(({ channel, state, at }) => (
                <span key={channel}>
                  {" · "}
                  {t(`channel.${channel}`)}: {t(`state.${state}`)} <time className="figure">{legalInstant(at)}</time>
                </span>
              ))}
            </small>
          </li>
        )}
      </Folded>
    </section>
  );
}
