/** Gives a text to the browser as a file. What needs the user's token cannot be a plain link, so it is read first. */
export function downloadText(
  fileName: string,
  content: string,
  mediaType: string,
): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}
