import { Alert, App, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { satisfactions } from "../../complaints/api";
import { useFaultWords } from "../../faultWords";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { FileField } from "../../workbench/commands/FileField";
import { VerbButtons } from "../VerbButtons";
import { type Complaint, type ComplaintCommand, type ComplaintOffer, commandComplaint, uploadFile } from "./api";

/** The commands on a complaint that I may give now; each asks for what it needs. */
export function ComplaintCommands({ complaint }: { complaint: Complaint }) {
  const allowed = complaint.offers.filter((offer) => offer.allowed);
  const refused = complaint.offers.find(({ sentence }) => sentence);
  return (
    <>
      {allowed.length === 0 && refused && <span className="hint">{refused.sentence}</span>}
      <VerbButtons verbs={allowed.map(({ verb }) => verb)} number={complaint.row.number}>
        {(verb, word, close) => {
          const offer = allowed.find((each) => each.verb === verb);
          return offer && <Giving complaint={complaint} offer={offer} title={word} onClose={close} />;
        }}
      </VerbButtons>
    </>
  );
}

type Asked = { complaint: Complaint; offer: ComplaintOffer; title: string; onClose: () => void };

function Giving({ complaint, offer, title, onClose }: Asked) {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<ComplaintCommand>();
  const act = useKeyedAct(
    (body: ComplaintCommand, key) => commandComplaint(complaint.row.id, offer.verb, key, given(body)),
    [["complaints"], ["cases"], ["leads"], ["cards"], ["notices"], ["ratings"]],
    () => {
      message.success(t("complaints.done"));
      onClose();
    },
  );
  const fields = [...offer.needs, ...offer.takes].filter((field): field is Field => field in order);
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {act.error && <Alert type="error" showIcon role="alert" title={words(act.error)} />}
      <Form form={form} layout="vertical" onFinish={(body) => act.mutate(body)}>
        {fields
          .toSorted((a, b) => order[a] - order[b])
          .map((field) => (
            <Form.Item
              key={field}
              name={field}
              label={t(`complaints.field.${field}`)}
              rules={[{ required: offer.needs.includes(field), message: t("complaints.needed") }]}
            >
              <FieldInput field={field} complaint={complaint} />
            </Form.Item>
          ))}
      </Form>
    </Modal>
  );
}

/** In which order the fields stand. */
const order = {
  unit: 0,
  to: 1,
  result: 2,
  outcome: 3,
  competent: 4,
  reason: 5,
  text: 6,
  satisfaction: 7,
  note: 8,
  accused: 9,
  document: 10,
  files: 11,
};
type Field = keyof typeof order;

/** Leaves out what was not filled in. */
const given = (body: ComplaintCommand): ComplaintCommand =>
  Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined && value !== "" && !isEmpty(value)),
  );

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

type InputProps = { field: Field; complaint: Complaint; id?: string; value?: never; onChange?: () => void };

/** The input of one field. Ant Design's form hands it its value and how that changes. */
function FieldInput({ field, complaint, ...given }: InputProps) {
  const { t, i18n } = useTranslation("complaint");
  const people = complaint.people.map(({ account, name }) => ({ value: account, label: name }));
  const choices = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
  switch (field) {
    case "unit":
      return (
        <Select
          {...given}
          showSearch={{ optionFilterProp: "label" }}
          options={complaint.units.map((unit) => ({ value: unit.id, label: named(unit, i18n.language) }))}
        />
      );
    case "to":
      return <Select {...given} allowClear options={people} />;
    case "accused":
      return <Select {...given} mode="multiple" options={people} />;
    case "result":
      return <Select {...given} allowClear options={choices(t("result", { returnObjects: true }))} />;
    case "outcome":
      return <Select {...given} options={choices(t("outcome", { returnObjects: true }))} />;
    case "satisfaction":
      return (
        <Select {...given} allowClear options={satisfactions.map((value) => ({ value, label: t(`said.${value}`) }))} />
      );
    case "files":
      return <FileField {...given} id={given.id ?? field} subject={complaint.row.id} send={uploadFile} />;
    case "competent":
    case "document":
      return <Input {...given} maxLength={field === "document" ? 100 : 200} />;
    default:
      return <Input.TextArea {...given} rows={4} maxLength={2000} showCount />;
  }
}
