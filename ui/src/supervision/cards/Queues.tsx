import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import { queuesQuery } from "./api";
import type { Queue } from "./search";

/** The queues of a supervisor's desk, what presses most first. */
const desk: { queue: Exclude<Queue, "answer">; icon: IconName; tone: Tone }[] = [
  { queue: "verification", icon: "check", tone: "calm" },
  { queue: "appeal", icon: "stamp", tone: "warning" },
  { queue: "release", icon: "lock", tone: "wait" },
  { queue: "overdue", icon: "alert", tone: "red" },
];

/** A queue's address is more than the desk's: only the whole of it is here. */
const exactly = { exact: true, includeSearch: true };

/** How many cards wait for me in each queue; each leads to its own. */
export function Queues({ here }: { here?: Queue }) {
  const { t } = useTranslation("supervision");
  const { data } = useQuery(queuesQuery);
  return (
    <nav className="sections" aria-label={t("queue.title")}>
      {desk.map(({ queue, icon, tone }) => (
        <Link
          key={queue}
          to="/cards"
          search={{ queue }}
          className={`section section-${tone}`}
          activeOptions={exactly}
          aria-current={queue === here ? "page" : undefined}
        >
          <span className="section-word">
            <Icon name={icon} />
            {t(`queue.${queue}`)}
          </span>
          <strong className="figure">{data?.[queue] ?? "–"}</strong>
        </Link>
      ))}
      <Link
        to="/cards"
        search={{}}
        className="section section-calm"
        activeOptions={exactly}
        aria-current={here ? undefined : "page"}
      >
        <span className="section-word">
          <Icon name="menu" />
          {t("queue.all")}
        </span>
      </Link>
    </nav>
  );
}
