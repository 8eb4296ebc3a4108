import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, DatePicker, Modal, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import type { components } from "../../contract";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { inShanghai } from "../../shared/instants";
import { legalInstant } from "../../show";
import { dueText } from "../left";
import { explanationQuery } from "./api";

type RuleTrace = components["schemas"]["RuleTrace"];

/** Why a card was issued at an instant, or none: rule by rule, from the lines. */
export function Explanation({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const [at, ask] = useState<string>();
  const { data, error, isPending } = useQuery(explanationQuery(id, at));
  return (
    <Modal open title={t("case.explain.title")} width={860} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="hint">{t("case.explain.intro")}</p>
      <p>
        <Link to="/cases/$id/explanation" params={{ id }} search={{ at }}>
          {t("case.explain.whole")}
        </Link>
      </p>
      <label className="explain-at" htmlFor="explain-at">
        {t("case.explain.at")}{" "}
        <DatePicker
          id="explain-at"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("case.explain.now")}
          onChange={(day) => ask(inShanghai(day?.startOf("minute") ?? null))}
        />
        {data && <span className="figure hint"> {legalInstant(data.at)}</span>}
      </label>
      {error && <Alert type="error" showIcon title={words(error)} />}
      <Table<RuleTrace>
        size="small"
        rowKey={(rule) => [rule.rule, rule.level, rule.clock, rule.card, rule.verdict, rule.at].join("/")}
        columns={useColumns()}
        dataSource={data?.rules}
        loading={isPending}
        pagination={false}
        scroll={{ y: "50vh" }}
        locale={{ emptyText: t("case.explain.none") }}
      />
    </Modal>
  );
}

function useColumns(): TableColumnsType<RuleTrace> {
  const { t } = useTranslation("workbench");
  return [
    { title: t("case.explain.rule"), dataIndex: "rule", width: 80, className: "figure" },
    {
      title: t("column.level"),
      width: 110,
      render: (_, rule) => rule.level !== "none" && <Badge look={levelLooks[rule.level]} />,
    },
    { title: t("case.explain.threshold"), width: 150, render: (_, rule) => rule.at && <Threshold at={rule.at} /> },
    {
      title: t("case.explain.spoke"),
      width: 90,
      render: (_, rule) => (
        <span className={`badge tone-${rule.spoke ? "red" : "mute"}`}>
          <Icon name={rule.spoke ? "cardAlert" : "cross"} />
          {rule.spoke ? t("case.explain.spoke") : t("case.explain.silent")}
        </span>
      ),
    },
    { title: t("case.explain.verdict"), dataIndex: "sentence" },
  ];
}

function Threshold({ at }: { at: string }) {
  return (
    <time className="figure" dateTime={at}>
      {dueText(at)}
    </time>
  );
}
