import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Checkbox, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { ratingLook } from "../../looks";
import { Distribution, shareOf } from "../../ratings/Distribution";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { Rows } from "../../shared/Rows";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { legalInstant, named } from "../../show";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../../shared/shared.css";
import "../../workbench/workbench.css";
import "../supervision.css";
import { answerRating, type Rating, ratingsQuery } from "./api";

const route = getRouteApi("/shell/ratings");

/** What applicants think of the service, and the answers of the units. */
export function RatingsPage() {
  const { t } = useTranslation("supervision");
  const search = route.useSearch();
  const go = route.useNavigate();
  const list = useInfiniteQuery(ratingsQuery(search));
  const [answering, answer] = useState<Rating>();
  const count = list.data?.pages[0]?.count;
  const narrow = (change: Partial<typeof search>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section>
      <h1>{t("ratings.title")}</h1>
      <p className="hint lead">{t("ratings.what")}</p>
      <search className="filters filters-wide aligned">
        <UnitPicker label={t("ratings.unit")} value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} />
        <ItemPicker label={t("ratings.item")} value={search.item} onPick={(item) => narrow({ item: item?.key })} />
        {(["bad", "open"] as const).map((key) => (
          <Checkbox
            key={key}
            checked={search[key] === true}
            onChange={({ target }) => narrow({ [key]: target.checked || undefined })}
          >
            {t(`ratings.${key}`)}
          </Checkbox>
        ))}
      </search>
      {count !== undefined && count.n > 0 && (
        <div className="panel">
          <p>
            {t("ratings.count", { count: count.n })}
            {count.satisfaction !== undefined && (
              <>
                {" · "}
                {t("ratings.satisfaction")} <strong className="figure">{shareOf(count.satisfaction)}</strong>
              </>
            )}
          </p>
          <Distribution count={count} />
        </div>
      )}
      <Failure fault={list.error} again={list.refetch} />
      <Rows<Rating>
        rowKey={(row) => `${row.case} ${row.line}`}
        columns={useColumns(answer)}
        dataSource={list.data?.pages.flatMap((page) => page.rows)}
        loading={list.isPending}
        least={1000}
        nothing={t("ratings.none")}
      />
      <More list={list} />
      {answering && <Answering rating={answering} onClose={() => answer(undefined)} />}
    </section>
  );
}

function useColumns(answer: (rating: Rating) => void): TableColumnsType<Rating> {
  const { t, i18n } = useTranslation("supervision");
  return [
    {
      title: t("ratings.level"),
      width: 120,
      render: (_, row) => (
        <>
          <Badge look={ratingLook(row.level)} /> {row.again && <span className="badge">{t("ratings.again")}</span>}
        </>
      ),
    },
    {
      title: t("ratings.number"),
      width: 170,
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.case }} className="figure case-link">
          {row.number}
        </Link>
      ),
    },
    { title: t("ratings.item"), width: 150, render: (_, row) => named(row.item, i18n.language) },
    { title: t("ratings.unit"), width: 130, render: (_, row) => named(row.unit, i18n.language) },
    { title: t("ratings.said"), render: (_, row) => row.text },
    {
      title: t("ratings.at"),
      width: 136,
      render: (_, row) => <time className="figure">{legalInstant(row.at)}</time>,
    },
    {
      title: t("ratings.answer"),
      width: 170,
      render: (_, row) => (
        <>
          <div>{row.answer}</div>
          {row.can_answer && (
            <Button size="small" aria-label={`${t("ratings.give")} ${row.number}`} onClick={() => answer(row)}>
              {t("ratings.give")}
            </Button>
          )}
          {row.complaint && (
            <div>
              <Link to="/complaints/$id" params={{ id: row.complaint }} className="row-link">
                {t("ratings.toComplaint")}
              </Link>
            </div>
          )}
        </>
      ),
    },
  ];
}

function Answering({ rating, onClose }: { rating: Rating; onClose: () => void }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  const act = useKeyedAct(
    (reason: string, key) => answerRating(rating, reason, key),
    [["ratings"], ["cases"]],
    () => {
      message.success(t("ratings.done"));
      onClose();
    },
  );
  return (
    <ReasonDialog
      title={t("ratings.give")}
      busy={act.isPending}
      fault={act.error}
      onGive={(reason) => act.mutate(reason)}
      onClose={onClose}
    >
      <p>
        <Badge look={ratingLook(rating.level)} /> {rating.text}
      </p>
      <p className="hint">{t("ratings.public")}</p>
    </ReasonDialog>
  );
}
