import { Link, Outlet, useMatchRoute, useNavigate, useRouteContext } from "@tanstack/react-router";
import { Button, Dropdown, Menu } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { Bell } from "../notices/Bell";
import { Seal } from "../Seal";
import { DemoBanner } from "./DemoBanner";
import { LanguageSwitch } from "./LanguageSwitch";
import type { MenuEntry, MenuGroup } from "./menu";
import { signOut } from "./session";

/** Up to this width the menu lies over the page, as office.css says. */
const phoneWidth = 760;

const groups: MenuGroup[] = ["workbench", "supervision", "administration"];

/** The office's frame: the menu of what this person may use, the bell, the account; the page in the middle. */
export function Shell() {
  const { t } = useTranslation("shell");
  const [folded, fold] = useState(() => window.innerWidth < 1100);
  const foldOnPhone = () => window.innerWidth <= phoneWidth && fold(true);
  return (
    <div className={folded ? "shell shell-folded" : "shell"}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <DemoBanner />
      <aside className="shell-side">
        <Link to="/" className="brand">
          <Seal size={34} />
          <div>
            <strong>{t("name")}</strong>
            <span>{t("subtitle")}</span>
          </div>
        </Link>
        <SideMenu folded={folded} chosen={foldOnPhone} />
      </aside>
      <button type="button" className="shell-veil" aria-label={t("collapse")} onClick={() => fold(true)} />
      <header className="shell-top">
        <Button
          type="text"
          aria-label={folded ? t("expand") : t("collapse")}
          aria-expanded={!folded}
          icon={<Icon name="menu" size={20} />}
          onClick={() => fold(!folded)}
        />
        <span className="shell-gap" />
        <LanguageSwitch />
        <Bell />
        <AccountMenu />
      </header>
      <main className="shell-page" id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function SideMenu({ folded, chosen }: { folded: boolean; chosen: () => void }) {
  const { t } = useTranslation(["shell", "workbench", "supervision", "administration"]);
  const { me, menu } = useRouteContext({ from: "/shell" });
  const match = useMatchRoute();
  const seen = menu.filter((entry) => entry.seen(me));
  const line = (entry: MenuEntry) => ({
    key: entry.to,
    icon: <Icon name={entry.icon} size={18} />,
    label: <Link to={entry.to}>{t(entry.word)}</Link>,
  });
  const items = groups
    .map((group) => ({ group, entries: seen.filter((entry) => entry.group === group) }))
    .filter(({ entries }) => entries.length > 0)
    .map(({ group, entries }) => ({
      key: group,
      type: "group" as const,
      label: folded ? "" : t(`shell:group.${group}`),
      children: entries.map(line),
    }));
  const here = seen.filter((entry) => match({ to: entry.to, fuzzy: true })).map((entry) => entry.to);
  return (
    <nav aria-label={t("shell:menu")}>
      <Menu theme="dark" mode="inline" inlineCollapsed={folded} items={items} selectedKeys={here} onClick={chosen} />
    </nav>
  );
}

function AccountMenu() {
  const { t, i18n } = useTranslation("shell");
  const english = i18n.language.startsWith("en");
  const { me } = useRouteContext({ from: "/shell" });
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    navigate({ to: "/login" });
  };
  const items = [
    { key: "account", label: <Link to="/account">{t("account")}</Link>, icon: <Icon name="user" /> },
    { key: "hall", label: <a href="/">{t("hall")}</a>, icon: <Icon name="home" /> },
    { key: "out", label: t("signOut"), icon: <Icon name="out" />, onClick: leave },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="text" className="shell-account">
        <Icon name="user" />
        <span>
          <strong>{me.name}</strong>
          <small>{english ? me.unit?.name_en : me.unit?.name}</small>
        </span>
        <Icon name="down" size={14} />
      </Button>
    </Dropdown>
  );
}
