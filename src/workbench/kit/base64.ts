/** The bytes of a file as they are, base64: the server reads the encoding. Fails in words where the browser cannot read it. */
export function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:…;base64,` and then the bytes; an empty file ends at the comma.
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(new Error(`「${file.name}」读不出来，请重新选择`));
    reader.readAsDataURL(file);
  });
}
