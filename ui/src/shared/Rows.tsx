import { Empty, Table, type TableColumnsType, type TableProps } from "antd";
import "./rows.css";

type Props<Row extends object> = Pick<
  TableProps<Row>,
  "rowKey" | "dataSource" | "loading" | "pagination" | "rowClassName" | "rowSelection" | "expandable"
> & {
  columns: TableColumnsType<Row>;
  /** Below this width in pixels the table scrolls sideways, until it is a list of sheets on a phone. */
  least: number;
  /** What is said when there is nothing. */
  nothing: string;
};

/** A list of the office: a dense table on a desk; on a phone each row is a sheet that names its columns. */
export function Rows<Row extends object>({ columns, least, nothing, ...rest }: Props<Row>) {
  const empty = !rest.dataSource?.length;
  return (
    <Table<Row>
      size="small"
      className="rows"
      pagination={false}
      {...rest}
      columns={empty ? [] : columns.map(titled)}
      showHeader={!empty}
      scroll={empty ? undefined : { x: least }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={nothing} /> }}
    />
  );
}

/** Lets every cell know the title of its column, a number that it needs little room, and words of any length that they need much. */
function titled<Row extends object>(column: TableColumnsType<Row>[number]): TableColumnsType<Row>[number] {
  const title = typeof column.title === "string" ? column.title : undefined;
  const className = column.align === "right" ? "row-number" : column.width === undefined ? "row-words" : undefined;
  return { ...column, onCell: () => ({ "data-title": title, className }) as object };
}
