import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { briefInstant, legalInstant, named } from "../show";
import { leadsTo, type Notice } from "./api";
import { noticeLook } from "./looks";

/** What stands in the place of an item: the code to be told to the applicant, or the card that was not answered. */
function titleless({ kind, number, card }: Notice, t: TFunction<"notice">) {
  if (kind === "one_time_code") return t("code", { code: card });
  if (kind === "stand_in") return t("standIn");
  return !number && t("ofCard");
}

/** One notice: what kind, which case, when; under the heading of a day only at what time. */
export function NoticeLine({ notice, underDay, onOpen }: { notice: Notice; underDay?: boolean; onOpen: () => void }) {
  const { t, i18n } = useTranslation("notice");
  return (
    <div className={notice.read ? "notice-line" : "notice-line notice-unread"}>
      <Badge look={noticeLook(notice.kind)} />
      <Link to={leadsTo(notice)} onClick={onOpen}>
        <span className="figure">{notice.number}</span>{" "}
        {notice.item?.name ? named(notice.item, i18n.language) : titleless(notice, t)}
      </Link>
      <time dateTime={notice.made}>{underDay ? legalInstant(notice.made).slice(11) : briefInstant(notice.made)}</time>
    </div>
  );
}
