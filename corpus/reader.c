#include "corpus/reader.h"

static const tarix_reader readers[] = {
    {".txt", true, "plain text"},
    {".docx", false, "in Word or LibreOffice save it as plain text with the encoding UTF-8"},
    {".doc", false, "in Word or LibreOffice save it as plain text with the encoding UTF-8"},
    {".odt", false, "in LibreOffice save it as plain text with the encoding UTF-8"},
    {".rtf", false, "in Word or LibreOffice save it as plain text with the encoding UTF-8"},
    {".pdf", false, "turn it into text with: pdftotext -enc UTF-8 FILE.pdf FILE.txt"},
    {".epub", false,
        "turn it into text, for example with calibre's ebook-convert FILE.epub FILE.txt"},
    {".xlsx", false, "export the texts as UTF-8 .txt files, one a document"},
    {".csv", false,
        "it is a table: keyness compares with frequency lists, score scores counts; put texts into "
        ".txt files"},
    {".tsv", false,
        "it is a table: keyness compares with frequency lists, score scores counts; put texts into "
        ".txt files"},
    {".zip", false, "unpack it and name the folder"},
};

const tarix_reader *tarix_reader_find(tarix_str name)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (tarix_str_ends(name, tarix_str_from(readers[i].extension))) return &readers[i];
    return &readers[0];
}
