import {
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import type { ReactNode } from 'react';
import { downloadText } from '../../api/download';
import { useListAddress } from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './charts.module.css';
import { type CsvValue, toCsv } from './csv';

/** The numbers behind a chart. */
export interface ChartTable {
  header: readonly string[];
  rows: ReadonlyArray<readonly CsvValue[]>;
}

/** The names of charts that the address shows as tables. */
const TABLE_PARAM = 'table';

function DataTable(props: { caption: string; table: ChartTable }) {
  const { header, rows } = props.table;
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <caption className={styles.hidden}>{props.caption}</caption>
        <thead>
          <tr>
            {header.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {value}
                  </th>
                ) : (
                  <td
                    key={column}
                    data-number={typeof value === 'number' || undefined}
                  >
                    {value}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * A card with a chart, the same numbers as a table, and as a file. Which of the two is shown is in the address. A chart that
 * fails says so in its own card.
 */
export function ChartCard(props: {
  /** Names the card in the address. */
  id: string;
  title: string;
  note?: ReactNode;
  /** Below the title, such as the legend. */
  legend?: ReactNode;
  /** Below the chart, such as how it counts. */
  foot?: ReactNode;
  /** The numbers; undefined while there is nothing to show. */
  table?: ChartTable;
  /** The chart is a table itself. */
  isTable?: boolean;
  children: ReactNode;
}) {
  const { id, title, table, isTable } = props;
  const { t } = useTranslation();
  const { params, change } = useListAddress();
  const shown = params.getAll(TABLE_PARAM);
  const asTable = shown.includes(id);
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>{title}</h2>
            {props.note && <span className={styles.quiet}>{props.note}</span>}
          </div>
          {table && (
            <div className={styles.tools} role="toolbar" aria-label={title}>
              <ButtonIcon
                variant="tertiary"
                icon={<RiDownload2Line aria-hidden />}
                aria-label={t('chart.download', { title })}
                onPress={() =>
                  downloadText(
                    `${id}.csv`,
                    toCsv(table.header, table.rows),
                    'text/csv',
                  )
                }
              />
              {!isTable && (
                <ToggleButtonGroup
                  aria-label={t('chart.shownAs', { title })}
                  selectionMode="single"
                  disallowEmptySelection
                  selectedKeys={[asTable ? 'table' : 'chart']}
                  onSelectionChange={keys =>
                    change({
                      [TABLE_PARAM]: [
                        ...shown.filter(name => name !== id),
                        ...([...keys].includes('table') ? [id] : []),
                      ],
                    })
                  }
                >
                  <ToggleButton id="chart">{t('chart.asChart')}</ToggleButton>
                  <ToggleButton id="table">{t('chart.asTable')}</ToggleButton>
                </ToggleButtonGroup>
              )}
            </div>
          )}
        </div>
        {!asTable && props.legend}
      </CardHeader>
      <CardBody>
        {asTable && table ? (
          <DataTable caption={title} table={table} />
        ) : (
          props.children
        )}
        {props.foot && <p className={styles.foot}>{props.foot}</p>}
      </CardBody>
    </Card>
  );
}
