import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Case, Offer } from "../cases/api";
import { type Colleague, colleaguesQuery } from "./api";
import type { Given } from "./given";

type Shown = Given<string> & { offer: Offer; found: Case; several?: boolean };

/** Verbs for which any colleague of the unit will do, whatever his post: an opinion is asked, or somebody is told. */
const anyPost = ["add_sign", "copy"];

/** Verbs by which something leaves one's own hands: oneself is no choice. */
const toOthers = ["transfer", "add_sign", "delegate", "recuse", "copy"];

/** Who takes the step over: a colleague with the step's role, in the step's unit or in the one chosen above. */
export function ColleagueChoice({ offer, found, several, ...given }: Shown) {
  const { t } = useTranslation("workbench");
  const { me } = useRouteContext({ from: "/shell" });
  const giver = toOthers.includes(offer.verb) ? (offer.for?.account ?? me.account) : undefined;
  const chosen: string | undefined = Form.useWatch("to_unit");
  const step = found.steps.find(({ key }) => key === offer.step);
  const elsewhere = offer.needs.includes("to_unit");
  const unit = elsewhere ? chosen : (step?.unit.id ?? found.row.unit.id);
  const { data, isFetching } = useQuery(colleaguesQuery(unit, anyPost.includes(offer.verb) ? undefined : step?.role));
  const colleagues = data?.rows.filter(({ account }) => account !== giver);
  const labelOf = ({ name, away, stand_in }: Colleague) => {
    if (!away) return name;
    return stand_in ? t("command.away", { name, other: stand_in.name }) : t("command.awayAlone", { name });
  };
  return (
    <Select
      {...given}
      mode={several ? "multiple" : undefined}
      allowClear={!offer.needs.includes("to")}
      showSearch={{ optionFilterProp: "label" }}
      disabled={unit === undefined}
      loading={isFetching}
      placeholder={unit === undefined ? t("command.pickUnit") : undefined}
      notFoundContent={t("search.noMatch")}
      options={colleagues?.map((colleague) => ({ value: colleague.account, label: labelOf(colleague) }))}
    />
  );
}
