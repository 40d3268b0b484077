/** The answer that hands a PDF out: shown by the browser, kept under that name. */
export const pdfAnswer = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(pdf.byteLength),
      "Content-Disposition": `inline; filename="${name.replace(/[^\w.-]/g, "-")}.pdf"`,
      "Cache-Control": "no-store",
    },
  });
