import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Case, Offer } from "../cases/api";
import { type Colleague, colleaguesQuery } from "./api";
import type { Given } from "./given";

/** Who takes the step over: a colleague with the step's role, in the step's unit or in the one chosen above. */
export function ColleagueChoice({ offer, found, ...given }: Given<string> & { offer: Offer; found: Case }) {
  const { t } = useTranslation("workbench");
  const chosen: string | undefined = Form.useWatch("to_unit");
  const step = found.steps.find(({ key }) => key === offer.step);
  const elsewhere = offer.needs.includes("to_unit");
  const unit = elsewhere ? chosen : (step?.unit.id ?? found.row.unit.id);
  const { data, isFetching } = useQuery(colleaguesQuery(unit, step?.role));
  const labelOf = ({ name, away, stand_in }: Colleague) => {
    if (!away) return name;
    return stand_in ? t("command.away", { name, other: stand_in.name }) : t("command.awayAlone", { name });
  };
  return (
    <Select
      {...given}
      showSearch={{ optionFilterProp: "label" }}
      disabled={unit === undefined}
      loading={isFetching}
      placeholder={unit === undefined ? t("command.pickUnit") : undefined}
      notFoundContent={t("search.noMatch")}
      options={data?.rows.map((colleague) => ({ value: colleague.account, label: labelOf(colleague) }))}
    />
  );
}
