import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { briefInstant, named } from "../show";
import { leadsTo, type Notice } from "./api";
import { noticeLook } from "./looks";

/** One notice: what kind, which case, when. */
export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t, i18n } = useTranslation("notice");
  return (
    <div className={notice.read ? "notice-line" : "notice-line notice-unread"}>
      <Badge look={noticeLook(notice.kind)} />
      <Link to={leadsTo(notice)} onClick={onOpen}>
        <span className="figure">{notice.number}</span>{" "}
        {notice.item?.name ? named(notice.item, i18n.language) : !notice.number && t("ofCard")}
      </Link>
      <time dateTime={notice.made}>{briefInstant(notice.made)}</time>
    </div>
  );
}
