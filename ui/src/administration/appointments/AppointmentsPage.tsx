import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouteContext } from "@tanstack/react-router";
import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { named } from "../../show";
import { may } from "../../supervision/may";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { AccountPicker } from "./AccountPicker";
import { AppointDialog } from "./AppointDialog";
import { AppointmentTable } from "./AppointmentTable";
import { type AppointmentSearch, appointmentsQuery, rolesQuery } from "./api";

const route = getRouteApi("/shell/appointments");

/** Who holds which role in which unit. */
export function AppointmentsPage() {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const search = route.useSearch();
  const go = route.useNavigate();
  const [appointing, open] = useState(false);
  const roles = useQuery(rolesQuery);
  const list = useInfiniteQuery(appointmentsQuery(search));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const narrow = (change: Partial<AppointmentSearch>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section>
      <div className="page-head">
        <h1>{t("appointments.title")}</h1>
        {may(me, "appointment", "appoint") && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => open(true)}>
            {t("appointments.appoint")}
          </Button>
        )}
      </div>
      <search className="filters filters-wide">
        <AccountPicker
          value={search.account}
          label={t("appointments.person")}
          onPick={(account) => narrow({ account: account?.id })}
        />
        <UnitPicker value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} label={t("appointments.unit")} />
        <Select
          style={{ width: 200 }}
          aria-label={t("appointments.role")}
          placeholder={t("appointments.role")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={search.role}
          options={roles.data?.rows.map((role) => ({ value: role.key, label: named(role, i18n.language) }))}
          onChange={(role) => narrow({ role })}
        />
        <Checkbox
          checked={search.past ?? false}
          onChange={(event) => narrow({ past: event.target.checked || undefined })}
        >
          {t("appointments.past")}
        </Checkbox>
      </search>
      <Failure fault={list.error} again={list.refetch} />
      <AppointmentTable rows={rows} withPerson loading={list.isPending} />
      <More list={list} />
      {appointing && <AppointDialog onClose={() => open(false)} />}
    </section>
  );
}
