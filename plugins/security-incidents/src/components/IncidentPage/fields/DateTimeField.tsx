import { DatePicker } from '@backstage/ui';
import { parseDateTime } from '@internationalized/date';

/** Date and minute in the zone in which times are shown. */
export function DateTimeField(props: {
  label: string;
  /** As `toTimeInput` makes it; empty while there is none. */
  value: string;
  /** The latest that can be chosen. */
  max?: string;
  onChange(value: string): void;
}) {
  const { value, max } = props;
  return (
    <DatePicker
      label={props.label}
      granularity="minute"
      hourCycle={24}
      value={value ? parseDateTime(value) : null}
      maxValue={max ? parseDateTime(max) : undefined}
      onChange={chosen =>
        props.onChange(
          chosen ? chosen.toString().slice(0, 'yyyy-mm-ddThh:mm'.length) : '',
        )
      }
    />
  );
}
