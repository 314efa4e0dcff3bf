/* Build tool: prints the lists named on the command line as one C array of file names and bytes.
 * usage: embed NAME FILE [NAME FILE …] */
#include <stdio.h>
#include <stdlib.h>

static void put_bytes(FILE *file)
{
    int c, column = 0;
    putchar('"');
    while ((c = fgetc(file)) != EOF) {
        printf(c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?' ? "%c" : "\\%03o", c);
        if (c == '\n' && ++column % 4 == 0) printf("\"\n    \"");
    }
    printf("\"");
}

int main(int argc, char **argv)
{
    printf("#include \"lexicons/embedded.h\"\n\n"
           "const tarix_embedded tarix_embedded_lists[] = {\n");
    for (int i = 1; i + 1 < argc; i += 2) {
        FILE *file = fopen(argv[i + 1], "rb");
        if (!file) {
            perror(argv[i + 1]);
            return EXIT_FAILURE;
        }
        fseek(file, 0, SEEK_END);
        const long size = ftell(file);
        rewind(file);
        printf("    {\"%s\", %ld,\n    ", argv[i], size);
        put_bytes(file);
        printf("},\n");
        fclose(file);
    }
    printf("    {0, 0, 0}};\n");
    return EXIT_SUCCESS;
}
