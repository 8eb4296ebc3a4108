import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { largestFile, mostFiles, upload } from "./api";
import type { Receipt } from "./filing";

type Props = {
  id: string;
  name: string;
  files: Receipt[];
  set: (files: Receipt[]) => void;
  /** Told while a file is on its way, so that nothing is sent without it. */
  hold?: (uploading: boolean) => void;
  fault?: string;
};

const kinds = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.doc,.docx,.xls,.xlsx,.txt";

/** The files of one material: chosen from the device or taken with its camera, uploaded at once. */
export function Uploads({ id, name, files, set, hold, fault }: Props) {
  const { t } = useTranslation("application");
  const [busy, wait] = useState(0);
  const [failure, fail] = useState<unknown>();
  const [refused, refuse] = useState<string>();
  const latest = useRef(files);
  latest.current = files;
  const add = async (chosen: FileList | null) => {
    fail(undefined);
    refuse(undefined);
    hold?.(true);
    for (const file of chosen ?? []) {
      if (latest.current.length >= mostFiles) {
        refuse(t("material.tooMany", { most: mostFiles }));
        break;
      }
      if (file.size > largestFile) {
        refuse(t("material.tooLarge", { name: file.name }));
        continue;
      }
      wait((n) => n + 1);
      try {
        const receipt = await upload(file);
        latest.current = [...latest.current, receipt];
        set(latest.current);
      } catch (refused) {
        fail(refused);
      } finally {
        wait((n) => n - 1);
      }
    }
    hold?.(false);
  };
  const trouble = refused ?? fault;
  return (
    <>
      {files.length > 0 && (
        <ul className="files">
          {files.map((file) => (
            <li key={file.receipt}>
              <Icon name="file" /> <span>{file.name}</span> <small className="figure">{size(file.size)}</small>
              <button
                type="button"
                className="link"
                aria-label={t("material.remove", { name: file.name })}
                onClick={() => set(files.filter((other) => other !== file))}
              >
                <Icon name="trash" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="pickers">
        <Picker id={id} label={t("material.upload")} of={name} icon="upload" accept={kinds} add={add} fault={trouble} />
        <Picker label={t("material.photograph")} of={name} icon="camera" accept="image/*" camera add={add} />
      </div>
      <p role="status" className="hint">
        {busy > 0 && t("material.uploading")}
      </p>
      {trouble && (
        <p className="field-fault" id={`${id}-fault`}>
          <Icon name="alert" /> {trouble}
        </p>
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </>
  );
}

type PickerProps = {
  id?: string;
  label: string;
  of: string;
  icon: "upload" | "camera";
  accept: string;
  camera?: boolean;
  add: (chosen: FileList | null) => void;
  fault?: string;
};

function Picker({ id, label, of, icon, accept, camera, add, fault }: PickerProps) {
  return (
    <label className={camera ? "button picker picker-camera" : "button picker"}>
      <Icon name={icon} />
      {label}
      <span className="visually-hidden"> {of}</span>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={!camera}
        capture={camera ? "environment" : undefined}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault && id ? `${id}-fault` : undefined}
        onChange={(event) => {
          add(event.target.files);
          event.target.value = "";
        }}
      />
    </label>
  );
}

/** The size of a file as people say it. */
const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
