import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { useTranslation } from '../../translation';
import { useDownload } from '../common';
import styles from './exports.module.css';

const FORMATS = ['csv', 'json'] as const;
const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const;

export type ExportFormat = (typeof FORMATS)[number];

/** Downloads a list in the format that the reader chooses. */
export function ExportMenu(props: {
  /** Of the file, without day and format. */
  fileName: string;
  /** In place of "Export". */
  label?: string;
  /** Answers the content of the file. */
  load(format: ExportFormat): Promise<string>;
}) {
  const { fileName, label, load } = props;
  const { t } = useTranslation();
  const { isBusy, problem, download } = useDownload(t('listExport.subject'));
  const start = (format: ExportFormat) =>
    download(async () => ({
      name: `${fileName}-${new Date().toISOString().slice(0, 10)}.${format}`,
      content: await load(format),
      mediaType: MEDIA_TYPES[format],
    }));
  return (
    <span className={styles.export}>
      <MenuTrigger>
        <Button
          variant="secondary"
          iconStart={<RiDownload2Line aria-hidden />}
          isPending={isBusy}
        >
          {label ?? t('listExport.open')}
        </Button>
        <Menu>
          {FORMATS.map(format => (
            <MenuItem key={format} onAction={() => start(format)}>
              {t(`listExport.as.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {problem && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}
