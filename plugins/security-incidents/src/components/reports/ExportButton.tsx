import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';

/** Gives what the page shows to the browser as a file. */
export function ExportButton(props: { label: string; onPress(): void }) {
  return (
    <Button
      variant="tertiary"
      size="small"
      iconStart={<RiDownload2Line aria-hidden />}
      onPress={props.onPress}
    >
      {props.label}
    </Button>
  );
}
