/** Joins the class names that apply. */
export default function classNames(
  ...names: Array<string | false | undefined>
): string {
  return names.filter(Boolean).join(' ');
}
