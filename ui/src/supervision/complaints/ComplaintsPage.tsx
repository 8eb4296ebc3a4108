import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import { complaintLooks, type Tone, wordOf } from "../../looks";
import { meQuery } from "../../office/session";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../../shared/shared.css";
import "../../workbench/workbench.css";
import { may } from "../may";
import "../supervision.css";
import { type ComplaintQueue, complaintQueuesQuery, complaintsQuery, queues, sources } from "./api";
import { ComplaintTable } from "./ComplaintTable";
import { TakeDialog } from "./TakeDialog";

const route = getRouteApi("/shell/complaints");

const faces: Record<ComplaintQueue, { icon: IconName; tone: Tone }> = {
  acceptance: { icon: "inbox", tone: "wait" },
  handling: { icon: "clock", tone: "calm" },
  review: { icon: "stamp", tone: "calm" },
  call_back: { icon: "phone", tone: "wait" },
  overdue: { icon: "alert", tone: "red" },
  watched: { icon: "eye", tone: "warning" },
};

/** The complaint desk of all sides: who handles, who supervises, the tier above. */
export function ComplaintsPage() {
  const { t } = useTranslation("supervision");
  const search = route.useSearch();
  const list = useInfiniteQuery(complaintsQuery(search));
  const { data: me } = useQuery(meQuery);
  const [taking, take] = useState(false);
  return (
    <section>
      <div className="panel-head">
        <h1>{t("complaints.title")}</h1>
        {me && may(me, "complaint", "lodge_complaint") && (
          <Button icon={<Icon name="plus" />} onClick={() => take(true)}>
            {t("complaints.take")}
          </Button>
        )}
      </div>
      <p className="hint lead">{t("complaints.what")}</p>
      <Queues here={search.queue} />
      <Filters />
      <Failure fault={list.error} again={list.refetch} />
      <ComplaintTable rows={list.data?.pages.flatMap((page) => page.rows) ?? []} loading={list.isPending} />
      <More list={list} />
      {taking && <TakeDialog onClose={() => take(false)} />}
    </section>
  );
}

/** A queue's address is more than the desk's: only the whole of it is here. */
const exactly = { exact: true, includeSearch: true };

function Queues({ here }: { here?: ComplaintQueue }) {
  const { t } = useTranslation("supervision");
  const { data } = useQuery(complaintQueuesQuery);
  return (
    <nav className="sections" aria-label={t("complaints.queue.title")}>
      {queues.map((queue) => (
        <Link
          key={queue}
          to="/complaints"
          search={{ queue }}
          className={`section section-${faces[queue].tone}`}
          activeOptions={exactly}
          aria-current={queue === here ? "page" : undefined}
        >
          <span className="section-word">
            <Icon name={faces[queue].icon} />
            {t(`complaints.queue.${queue}`)}
          </span>
          <strong className="figure">{data?.[queue] ?? "–"}</strong>
        </Link>
      ))}
      <Link
        to="/complaints"
        search={{}}
        className="section section-calm"
        activeOptions={exactly}
        aria-current={here ? undefined : "page"}
      >
        <span className="section-word">
          <Icon name="menu" />
          {t("complaints.queue.all")}
        </span>
      </Link>
    </nav>
  );
}

function Filters() {
  const { t, i18n } = useTranslation(["supervision", "complaint"]);
  const search = route.useSearch();
  const go = route.useNavigate();
  const narrow = (change: Partial<typeof search>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <search className="filters filters-wide aligned">
      <Select
        style={{ width: 150 }}
        allowClear
        aria-label={t("complaints.status")}
        placeholder={t("complaints.status")}
        value={search.status}
        options={Object.entries(complaintLooks).map(([value, look]) => ({
          value: value as keyof typeof complaintLooks,
          label: wordOf(look, i18n.language),
        }))}
        onChange={(status) => narrow({ status })}
      />
      <Select
        style={{ width: 110 }}
        allowClear
        aria-label={t("complaints.source")}
        placeholder={t("complaints.source")}
        value={search.source}
        options={sources.map((value) => ({ value, label: t(`complaint:source.${value}`) }))}
        onChange={(source) => narrow({ source })}
      />
      <UnitPicker label={t("complaints.about")} value={search.about} onPick={(unit) => narrow({ about: unit?.id })} />
      {(["mine", "open"] as const).map((key) => (
        <Checkbox
          key={key}
          checked={search[key] === true}
          onChange={({ target }) => narrow({ [key]: target.checked || undefined })}
        >
          {t(`complaints.${key}`)}
        </Checkbox>
      ))}
    </search>
  );
}
