/** Gives a file to the browser. What needs the user's token cannot be a plain link, so it is read first. */
export function saveFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}

/** Gives a text to the browser as a file. */
export function downloadText(
  fileName: string,
  content: string,
  mediaType: string,
): void {
  saveFile(fileName, new Blob([content], { type: mediaType }));
}
