import { useRouteContext } from "@tanstack/react-router";
import { Card, Descriptions, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { MyChannels } from "../outbox/MyChannels";
import { legalDate, named } from "../show";
import { PasswordForm } from "./PasswordForm";
import { TotpForm } from "./TotpForm";

/** One's own account: what one is appointed to, the password, the one-time password; what is owed first stands first. */
export function AccountPage() {
  const { t, i18n } = useTranslation("account");
  const { me } = useRouteContext({ from: "/shell" });
  const name = (thing: { name: string; name_en?: string }) => named(thing, i18n.language);
  const posts = me.appointments.map((post) => (
    <Tag key={post.id}>
      {name(post.role)} · {name(post.unit)}
      {post.to && ` · ${t("until", { date: legalDate(post.to) })}`}
    </Tag>
  ));
  const owesDevice = me.totp === "required";
  const device = (
    <Card title={t("totp.title")}>
      <TotpForm state={me.totp} />
    </Card>
  );
  return (
    <section className="account">
      <h1>{t("title")}</h1>
      <Card>
        <Descriptions
          column={1}
          title={me.name}
          items={[
            { key: "login", label: t("login"), children: me.login },
            { key: "unit", label: t("unit"), children: me.unit && name(me.unit) },
            { key: "posts", label: t("posts"), children: posts.length > 0 ? posts : t("none") },
          ]}
        />
      </Card>
      {owesDevice && device}
      <Card title={t("password.title")}>
        <PasswordForm must={me.must_change_password === true} />
      </Card>
      {!owesDevice && device}
      {!owesDevice && <MyChannels />}
    </section>
  );
}
