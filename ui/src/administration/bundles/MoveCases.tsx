import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { legalInstant, named } from "../../show";
import { type Bundle, bundleQuery, bundlesQuery } from "./api";
import { MovePlans } from "./MovePlans";
import { planMove, type StepMove } from "./moves";

/** Plans to move cases of another version to this one: which step goes where, and why. */
export function MoveCases({ to }: { to: Bundle }) {
  const { t } = useTranslation("administration");
  const [from, choose] = useState<string>();
  const versions = useInfiniteQuery(bundlesQuery(to.item)).data?.pages.flatMap((page) => page.rows) ?? [];
  const others = versions.filter(({ hash, open_cases }) => hash !== to.hash && (open_cases ?? 0) > 0);
  const { data: old, error } = useQuery({ ...bundleQuery(from ?? ""), enabled: from !== undefined });
  return (
    <>
      <p className="hint">{t("moves.hint")}</p>
      {others.length === 0 ? (
        <p>{t("moves.noOthers")}</p>
      ) : (
        <div className="publish-foot">
          <label htmlFor="move-from">{t("moves.from")}</label>
          <Select
            id="move-from"
            style={{ width: 320 }}
            placeholder={t("moves.choose")}
            value={from}
            onChange={choose}
            options={others.map(({ hash, published, open_cases }) => ({
              value: hash,
              label: t("moves.open", { version: legalInstant(published), n: open_cases }),
            }))}
          />
        </div>
      )}
      <Failure fault={error} />
      {old && <Mapping key={old.hash} from={old} to={to} />}
      <MovePlans item={to.item} />
    </>
  );
}

/** Which step goes where; those of one key go to each other unless somebody says otherwise. */
function Mapping({ from, to }: { from: Bundle; to: Bundle }) {
  const { t, i18n } = useTranslation("administration");
  const targets = to.steps ?? [];
  const [map, change] = useState<Record<string, string | undefined>>(() =>
    Object.fromEntries((from.steps ?? []).map(({ key }) => [key, targets.find((step) => step.key === key)?.key])),
  );
  const [reason, say] = useState("");
  const planning = useKeyedAct(planMove, [["move-plans"]]);
  const steps = Object.entries(map).flatMap(([key, target]): StepMove[] => (target ? [{ from: key, to: target }] : []));
  return (
    <section className="panel" aria-label={t("moves.title")}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("moves.step")}</th>
            <th scope="col">{t("moves.target")}</th>
          </tr>
        </thead>
        <tbody>
          {(from.steps ?? []).map((step) => (
            <tr key={step.key}>
              <th scope="row">{named(step, i18n.language)}</th>
              <td>
                <Select
                  style={{ width: 240 }}
                  aria-label={`${t("moves.target")} ${named(step, i18n.language)}`}
                  allowClear
                  placeholder={t("moves.nowhere")}
                  value={map[step.key]}
                  onChange={(target?: string) => change({ ...map, [step.key]: target })}
                  options={targets.map((each) => ({ value: each.key, label: named(each, i18n.language) }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Failure fault={planning.error} />
      <div className="publish-foot">
        <Input
          style={{ width: 320 }}
          aria-label={t("moves.reason")}
          placeholder={t("moves.reason")}
          maxLength={500}
          value={reason}
          onChange={(event) => say(event.target.value)}
        />
        <Button
          icon={<Icon name="check" />}
          disabled={reason.trim().length < 2}
          loading={planning.isPending}
          onClick={() => planning.mutate({ from: from.hash, to: to.hash, steps, reason: reason.trim() })}
        >
          {t("moves.check")}
        </Button>
      </div>
    </section>
  );
}
